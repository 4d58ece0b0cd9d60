/** Domains in which a mail service gives mailboxes to anybody: as the mail domain of a company they are a slip. */
import { isWithin, type Name } from "../zone/name.ts";

/**
 * The best known ones, by the service's name, written from general knowledge. On 2026-11-30 most were found in
 * https://github.com/jgillich/free-email-domains (one of its lists was read in part) or in validator.js (src/lib/normalizeEmail.js).
 * None was looked up at its service. Found in neither: yeah.net, sina.com, sina.cn, sohu.com, proton.me, pm.me, gmx.com, gmx.de, gmx.at,
 * gmx.ch, those of Tuta, naver.com.
 */
const SERVICES: Readonly<Record<string, string>> = {
  Gmail: "gmail.com googlemail.com",
  "Outlook.com":
    "outlook.com hotmail.com live.com msn.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es",
  "Tencent QQ Mail": "qq.com foxmail.com",
  "NetEase Mail": "163.com 126.com yeah.net 188.com",
  "Sina Mail": "sina.com sina.cn",
  "Sohu Mail": "sohu.com",
  "China Mobile 139 Mail": "139.com",
  "China Telecom 189 Mail": "189.cn",
  "Yahoo Mail":
    "yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.co.jp yahoo.de yahoo.fr yahoo.it yahoo.es",
  "AOL Mail": "aol.com",
  "iCloud Mail": "icloud.com me.com mac.com",
  "Proton Mail": "proton.me protonmail.com pm.me",
  GMX: "gmx.com gmx.net gmx.de gmx.at gmx.ch",
  "WEB.DE": "web.de",
  "Mail.ru": "mail.ru bk.ru inbox.ru list.ru",
  "Yandex Mail": "yandex.com yandex.ru ya.ru",
  "Tuta Mail": "tuta.com tutanota.com tutanota.de tutamail.com",
  "NAVER Mail": "naver.com",
};

const domains: readonly { readonly service: string; readonly domain: Name }[] = Object.entries(
  SERVICES,
).flatMap(([service, names]) => names.split(" ").map((name) => ({ service, domain: `${name}.` })));

/** The service whose public mailboxes are in the domain, or in one above it. */
export const publicMailboxes = (name: Name): string | undefined =>
  domains.find(({ domain }) => isWithin(name, domain))?.service;
