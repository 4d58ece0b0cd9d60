/** What a DKIM key of one's own publishes, by how far it is in its life. */
import { composeDkim, REVOKED_DKIM } from "../mail/dkim.ts";
import { DKIM_LIFE, stateOf } from "../mail/dkim-state.ts";
import type { DkimKey } from "../spec/spec.ts";
import { type Name, ownerName, targetName } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";

export const selectorName = (selector: string, domain: Name): Name =>
  ownerName(`${selector}._domainkey`, domain);

export const keyRecord = (key: DkimKey, domain: Name): { readonly name: Name; readonly data: Rdata } => ({
  name: selectorName(key.selector, domain),
  data:
    key.cname === undefined
      ? { type: "TXT", text: keyText(key) }
      : { type: "CNAME", target: targetName(key.cname, domain) },
});

const keyText = (key: DkimKey): string =>
  DKIM_LIFE[stateOf(key)].publishes === "key" ? composeDkim(key.key ?? "") : REVOKED_DKIM;
