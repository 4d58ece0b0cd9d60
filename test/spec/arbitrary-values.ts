/** Records of every structured value, sound at first and then changed here and there, as a slip of the hand would. */
import fc from "fast-check";
import { CLOUD_IDS } from "../../src/spec/cloud-id.ts";
import { ED25519_KEY, RSA_KEY } from "../mail/keys.ts";

const SHA_256 = "0123456789abcdef".repeat(4);

/** Owner, type, value. */
const SOUND: readonly (readonly [string, string, string])[] = [
  ["@", "A", "192.0.2.1"],
  ["@", "AAAA", "2001:db8::192.0.2.1"],
  ["www", "CNAME", "host.example.net."],
  ["sub", "NS", "ns1.example.net."],
  ["25", "PTR", "mail.example.net."],
  ["@", "MX", "10 mx1.example.net."],
  ["_imaps._tcp", "SRV", "0 1 993 imap.example.net."],
  ["_autodiscover._tcp", "SRV", "0 0 443 autodiscover"],
  ["@", "CAA", '0 issue "ca.example.net; account=230123; validationmethods=dns-01"'],
  ["@", "CAA", '128 issuemail ";"'],
  ["@", "CAA", '0 iodef "mailto:ca@example.com"'],
  ["_25._tcp.mail", "TLSA", `3 1 1 ${SHA_256}`],
  ["_443._tcp.mta-sts", "TLSA", `2 0 2 ${SHA_256} ${SHA_256}`],
  [
    "@",
    "TXT",
    "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 a:mail.example.net/28//64 mx include:_spf.example.net exists:%{ir}.%{v}._spf.%{d2} ?ptr -all",
  ],
  ["@", "TXT", "v=spf1 include:spf.example.net redirect=_spf.%{d1r+-} exp=explain._spf.%{l-}.%{d}"],
  ["bounce", "TXT", `v=spf1 ${"include:a.example.net ".repeat(11)}~all`],
  [
    "_dmarc",
    "TXT",
    "v=DMARC1; p=quarantine; sp=reject; np=reject; adkim=s; aspf=r; fo=1:d:s; psd=n; t=y; rua=mailto:a@example.com!10m,mailto:b%2c@example.net; ruf=mailto:c@example.com",
  ],
  ["s1._domainkey", "TXT", `v=DKIM1; k=rsa; h=sha256; s=email; t=s:y; n=a note; p=${RSA_KEY}`],
  ["s2._domainkey", "TXT", `v=DKIM1; k=ed25519; p=${ED25519_KEY}`],
  ["*._domainkey", "TXT", "v=DKIM1; p="],
  ["_mta-sts", "TXT", "v=STSv1; id=20261122T000000;"],
  ["_smtp._tls", "TXT", "v=TLSRPTv1; rua=mailto:tls@example.com,https://example.com/reports"],
  [
    "default._bimi",
    "TXT",
    "v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem; avp=brand",
  ],
  ["example.net._report._dmarc", "TXT", "v=DMARC1;"],
];

/** What is written where something else should stand. */
const odd = fc.oneof(
  fc.constantFrom(...';:=,"\\%{}./!@*- \t'),
  fc.constantFrom("", "v=", "%{", "%{x}", "//", "mailto:", "=;", "\\000", "\\", "1e9", "-1", "99999999999"),
  fc.constantFrom("\u0000", "\u007f", "é", "邮", "\ud800", "\u202e", "a".repeat(300), "1.".repeat(200)),
  fc.string({ unit: "binary", maxLength: 3 }),
);

/** One change: at a part of the text's length, so many characters give way to something else. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  characters: fc.nat({ max: 12 }),
  put: fc.oneof(
    odd.map((text) => () => text),
    // a slip of copying: what stood there stands twice, or in capitals
    fc.constantFrom(
      (old: string) => old + old,
      (old: string) => old.toUpperCase(),
      (old: string) => old.repeat(200),
    ),
  ),
});

function changed(
  text: string,
  edits: readonly { at: number; characters: number; put: (old: string) => string }[],
) {
  return edits.reduce((old, { at, characters, put }) => {
    const start = Math.floor(at * old.length);
    const end = start + characters;
    return (old.slice(0, start) + put(old.slice(start, end)) + old.slice(end)).slice(0, 20_000);
  }, text);
}

const edits = fc.array(edit, { maxLength: 4 });
const record = fc
  .tuple(
    fc.constantFrom(...SOUND),
    edits,
    fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: edits }),
  )
  .map(([[name, type, value], inValue, inName]) => ({
    name: changed(name, inName),
    type,
    value: changed(value, inValue) || " ",
  }));

/** A spec that has nothing but such records. */
export const mutatedSpec = fc.record({
  domain: fc.constantFrom("example.com", "example.com", "mail.example.com", "2.0.192.in-addr.arpa"),
  dns: fc.constantFrom(...CLOUD_IDS),
  mode: fc.constantFrom("mail", "send-only", "receive-only", "parked"),
  profile: fc.constantFrom("recommended", "strict", "bulk-sender"),
  records: fc.array(record, { minLength: 1, maxLength: 6 }),
});
