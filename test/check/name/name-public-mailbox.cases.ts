import { namePublicMailbox } from "../../../src/check/name/name-public-mailbox.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(namePublicMailbox, ["warning 1:9"]),
  {
    check: "name-public-mailbox",
    title: "finds those of every region, in any case, and names below them",
    specs: ["QQ.com", "163.com", "outlook.com", "yahoo.co.jp", "web.de", "mail.ru", "vip.qq.com"]
      .map((domain) => `domain: ${domain}\ndns: cloudflare\nmode: parked\n`)
      .join("---\n"),
    finds: [1, 5, 9, 13, 17, 21, 25].map((line) => `warning ${line}:9`),
  },
  {
    check: "name-public-mailbox",
    title: "takes a name that only looks like one, and a domain whose mailboxes are with the service",
    specs: ["mygmail.com", "gmail.com.example.com", "google.com", "mail.example.com"]
      .map((domain) => `domain: ${domain}\ndns: cloudflare\nmailbox: netease-free\n`)
      .join("---\n"),
    finds: [],
  },
];
