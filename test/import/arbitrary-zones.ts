/** Zones of what presets publish, damaged, beside mail records and web records of one's own. */
import fc from "fast-check";
import type { SourceRecord } from "../../src/import/source-zone.ts";
import { loadText } from "../../src/pipeline.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { ownerName } from "../../src/zone/name.ts";
import { parseRdata, type RecordType } from "../../src/zone/rdata.ts";
import { ED25519_KEY, RSA_KEY } from "../mail/keys.ts";
import { exampleUse } from "../preset/examples.ts";

export const ZONE = "example.com.";

const library = openLibrary();

/** Presets that others stand beside. */
const SENDERS = library.ids().filter((id) => library.find(id)?.kind === "sender");

const published = new Map<string, readonly SourceRecord[]>();

function publishedAt(domain: string, id: string, sender: string | undefined): readonly SourceRecord[] {
  const key = `${domain} ${id} ${sender}`;
  const known = published.get(key);
  if (known !== undefined) return known;
  const use = exampleUse(library, id, sender === undefined || sender === id ? [] : [sender]);
  const text = [`domain: ${domain}`, "dns: route53", "ttl: 1800", ...use, ""].join("\n");
  const records = loadText("f.yaml", text).domains.flatMap((one) =>
    one.records.map(({ name, ttl, data }) => ({ name, ttl, data })),
  );
  published.set(key, records);
  return records;
}

/** The names at which mail may be: the zone's, and two below it. */
const domain = fc.constantFrom(
  "example.com",
  "example.com",
  "example.com",
  "eu.example.com",
  "a.b.example.com",
);

const ttl = fc.constantFrom(60, 300, 1800, 3600, 3600, 86_400);

/** Nothing, another TTL, gone, twice with other data: each with the record's place by chance. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom("gone", "gone", "ttl", "case", "longer", "doubled"),
  ttl,
});

function damaged(
  records: readonly SourceRecord[],
  { at, kind, ttl: other }: { readonly at: number; readonly kind: string; readonly ttl: number },
): readonly SourceRecord[] {
  const i = Math.floor(at * records.length);
  const one = records[i];
  if (one === undefined) return records;
  const { data } = one;
  const before = records.slice(0, i);
  const after = records.slice(i + 1);
  const put = (...more: readonly SourceRecord[]): readonly SourceRecord[] => [...before, ...more, ...after];
  switch (kind) {
    case "gone":
      return put();
    case "ttl":
      return put({ ...one, ttl: other });
    case "case":
      return data.type === "TXT" ? put({ ...one, data: { ...data, text: data.text.toUpperCase() } }) : put();
    case "longer":
      return data.type === "TXT"
        ? put({ ...one, data: { ...data, text: `${data.text} x` } })
        : data.type === "MX"
          ? put({ ...one, data: { ...data, preference: data.preference + 7 } })
          : put(one);
    default:
      return data.type === "MX"
        ? put(one, { ...one, data: { ...data, preference: data.preference + 1 } })
        : data.type === "TXT"
          ? put(one, { ...one, data: { ...data, text: `${data.text};` } })
          : put(one);
  }
}

const ofPresets = fc
  .record({
    at: domain,
    id: fc.constantFrom(...library.ids()),
    sender: fc.option(fc.constantFrom(...SENDERS), { nil: undefined }),
    damages: fc.array(damage, { maxLength: 5 }),
  })
  .map(({ at, id, sender, damages }) => damages.reduce(damaged, publishedAt(at, id, sender)));

const space = fc.constantFrom(" ", " ", " ", "  ", "\t");

const term = fc
  .tuple(
    fc.constantFrom("", "", "", "", "+", "-", "~", "?"),
    fc.constantFrom(
      ...["a", "mx", "A", "ptr", "a:mail.example.com", "a:Mail.Example.com/28//64", "mx/24", "ip4:192.0.2.7"],
      ...["ip4:192.0.2.0/24", "IP4:198.51.100.1", "ip6:2001:db8::/32", "include:spf.example.net"],
      ...[
        "include:_spf.google.com",
        "include:sendgrid.net",
        "include:SendGrid.net",
        "include:spf.mail.qq.com",
      ],
      ...[
        "include:example.net.",
        "exists:%{i}._s.example.net",
        "exists:%{I}._s.example.net",
        "foo:bar",
        "ip4:",
      ],
      ...["include:%{d}", "a:xn--mnchen-3ya.example", "include:münchen.example", "redirect=_spf.example.net"],
      ...["exp=e.example.net", "unknown=1", "all", "include:servers.mcsv.net", "ip4:192.0.2.300", "é"],
    ),
  )
  .map(([qualifier, rest]) => (rest.includes("=") ? rest : qualifier + rest));

const spf = fc
  .tuple(
    fc.constantFrom("v=spf1", "v=spf1", "v=spf1", "V=SPF1"),
    fc.array(fc.tuple(space, term), { maxLength: 7 }),
    fc.constantFrom(
      "",
      " -all",
      " ~all",
      " ?all",
      " +all",
      " all",
      " -ALL",
      "  ~all ",
      " -all redirect=x.example",
    ),
  )
  .map(([version, terms, all]) => version + terms.flat().join("") + all);

const separator = fc.constantFrom("; ", ";", " ; ", ";  ");

function tagList(tags: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(fc.constantFrom(...tags), separator), { minLength: 1, maxLength: 7 })
    .map((list) => list.flat().join(""));
}

const dmarc = tagList([
  ...["p=none", "p=reject", "P=none", "p=Quarantine", "sp=reject", "np=none", "adkim=s", "aspf=r", "aspf=s"],
  ...[
    "pct=50",
    "pct=100",
    "ri=86400",
    "rf=afrf",
    "fo=1",
    "fo=d:s",
    "fo=1 : s",
    "t=y",
    "t=n",
    "psd=n",
    "p=no ne",
  ],
  ...["rua=mailto:d@example.com", "rua=mailto:a@example.com, mailto:b@example.net!10m", "rua=", "x=1", "sp"],
  ...[
    "ruf=mailto:f@example.com",
    "rua=https://example.com/d",
    "v=DMARC1",
    "p = none",
    "rua=mailto:D@Example.com",
  ],
]).map((rest) => `v=DMARC1; ${rest}`);

const dkim = tagList([
  ...[
    "v=DKIM1",
    "v=DKIM1",
    "v=dkim1",
    "v=DK IM1",
    "k=rsa",
    "k=ed25519",
    "k=r sa",
    "h=sha256",
    "t=s",
    "t=y:s",
  ],
  ...[
    "n=a note",
    "n=anote",
    "s=email",
    "s=*",
    `p=${RSA_KEY}`,
    `p=${RSA_KEY.slice(0, 90)} ${RSA_KEY.slice(90)}`,
  ],
  ...[`p=${ED25519_KEY}`, `p=${RSA_KEY}`, "p=", "p=!!", "g=*"],
]);

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(..." ;\"\\'%{}#:-@*é\u0000\n\t\u00a0xY0="),
    minLength: 1,
    maxLength: 12,
  }),
  fc.constantFrom(
    "v=STSv1; id=1",
    "v=TLSRPTv1; rua=mailto:t@example.com",
    "v=BIMI1; l=; a=",
    "x".repeat(600),
  ),
);

const SHA_256 = "0123456789abcdef".repeat(4);

/** Owner, type, value. */
const row = fc.oneof(
  fc.tuple(fc.constantFrom("@", "@", "eu", "bounce", "*"), fc.constant("TXT"), spf),
  fc.tuple(fc.constantFrom("_dmarc", "_dmarc", "_dmarc.eu", "@"), fc.constant("TXT"), dmarc),
  fc.tuple(
    fc.constantFrom("s1", "k1", "google", "default", "a.b", "*", "x_y").map((one) => `${one}._domainkey`),
    fc.constant("TXT"),
    dkim,
  ),
  fc.tuple(
    fc.constantFrom("s1._domainkey", "*._domainkey", "mail", "_dmarc", "autodiscover", "imap", "www"),
    fc.constant("CNAME"),
    fc.constantFrom("host.example.net.", "example.com.", "mail.example.com.", "single.", "."),
  ),
  fc.tuple(
    fc.constantFrom("@", "@", "eu", "*", "list", "b.c"),
    fc.constant("MX"),
    fc.constantFrom(
      "10 mail",
      "10 mx.example.net.",
      "0 .",
      "20 mail.example.com.",
      "5 mxbiz1.qq.com.",
      "65535 tld.",
    ),
  ),
  fc.tuple(
    fc.constantFrom("_imaps._tcp", "_autodiscover._tcp", "_submission._tcp", "_sip._tcp", "_imap._tcp.eu"),
    fc.constant("SRV"),
    fc.constantFrom("0 1 993 imap", "0 0 0 .", "0 0 443 autodiscover.example.net."),
  ),
  fc.tuple(
    fc.constantFrom("_25._tcp.mail", "_443._tcp.www"),
    fc.constant("TLSA"),
    fc.constantFrom(
      `3 1 1 ${SHA_256}`,
      `3 1 1 ${SHA_256.toUpperCase()}`,
      `2 0 2 ${SHA_256}${SHA_256}`,
      "3 1 1 00",
    ),
  ),
  fc.tuple(
    fc.constantFrom("@", "mail"),
    fc.constant("CAA"),
    fc.constantFrom(
      '0 issue "ca.example"',
      '128 issuemail "ca.example; a=\\"b\\""',
      '0 ISSUEMAIL ";"',
      '0 iodef "x"',
    ),
  ),
  fc.tuple(fc.constantFrom("@", "mail", "_mta-sts", "x", "Ü", "a b", "-x"), fc.constant("TXT"), text),
  fc.tuple(
    fc.constantFrom("@", "mail", "www", "*", "imap", "mail.eu"),
    fc.constant("A"),
    fc.constant("192.0.2.1"),
  ),
  fc.tuple(
    fc.constantFrom("mail", "www"),
    fc.constant("AAAA"),
    fc.constantFrom("2001:DB8::1", "::ffff:192.0.2.1"),
  ),
  fc.tuple(fc.constantFrom("@", "sub", "_domainkey"), fc.constant("NS"), fc.constant("ns1.example.net.")),
);

const own = fc.tuple(row, ttl).map(([[name, type, value], seconds]): SourceRecord[] => {
  const data =
    type === "TXT" ? ({ type, text: value } as const) : parseRdata(type as RecordType, value, ZONE);
  return "problem" in data ? [] : [{ name: ownerName(name, ZONE), ttl: seconds, data }];
});

/** The records of a zone, of up to three mail domains. */
export const zoneRecords: fc.Arbitrary<readonly SourceRecord[]> = fc
  .tuple(fc.array(ofPresets, { maxLength: 3 }), fc.array(own, { maxLength: 10 }))
  .map(([presets, others]) => [...presets.flat(), ...others.flat()]);
