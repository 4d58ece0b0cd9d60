/** The zone of a master file that does not say it in a record or directive, as consoles export it. */
import { basename } from "node:path";
import { absolute, type Name, ownerFault } from "./name.ts";
import { hasTopLevelDomain, isPublicSuffix } from "./public-suffix.ts";

/**
 * How exports name their zone in a comment (seen in public files, 2026-11-29): Cloudflare `;; Domain:     example.com.`, GoDaddy
 * `; Domain: example.com`, Windows `;  Database file example.com.dns for example.com zone.`, cPanel
 * `; Zone file for example.com`, Linode `; example.com [448369]`.
 */
const IN_COMMENTS = [
  /^;+ *Domain:[ \t]+(\S+)$/i,
  /^; *Database file \S+ for (?:Default zone scope in zone (\S+?)|(\S+) zone)\.?$/i,
  /^; *Zone file for (\S+)$/i,
  /^; *([^\s[\]]+) \[\d+\]$/,
];

/** What such a comment is within: the head of the file. */
const HEAD = 4096;

/** `example.com.zone`, `example.com.txt`, `db.example.com` */
const AROUND = /^db\.|\.(?:zone|db|dns|txt|hosts|bind|conf)$/gi;

/** The zone by a comment at the head of the file, else by the file's name; undefined if neither is a domain. */
export function zoneHint(file: string, text: string): Name | undefined {
  for (const line of text.slice(0, HEAD).split("\n")) {
    for (const form of IN_COMMENTS) {
      const [, ...named] = form.exec(line.trimEnd()) ?? [];
      const name = domainName(named.find((one) => one !== undefined) ?? "");
      if (name !== undefined) return name;
    }
  }
  return domainName(basename(file).replace(AROUND, ""));
}

/** A name that somebody could have registered; undefined for any other word. */
function domainName(text: string): Name | undefined {
  const name = absolute(text);
  const isDomain = ownerFault(name) === undefined && hasTopLevelDomain(name) && !isPublicSuffix(name);
  return isDomain ? name : undefined;
}
