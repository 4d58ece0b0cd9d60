/** Words that users know from elsewhere for what a spec names otherwise: tags of records, keys of other tools, record types. */

/** What a word means in a spec: the key or value that stands for it, or the advice that it calls for. */
export type OtherName = { readonly key: string } | { readonly advice: string };

const REMOVED = "delete it: RFC 9989 removed it from DMARC";

/** By the last named key above the map in which they stand, such as `records` for `records[1]`. */
const KEYS: Readonly<Record<string, Readonly<Record<string, OtherName>>>> = {
  // the tags of RFC 9989 §4.7
  dmarc: {
    p: { key: "policy" },
    sp: { key: "subdomainPolicy" },
    np: { key: "nonexistentPolicy" },
    adkim: { key: "alignDkim" },
    aspf: { key: "alignSpf" },
    fo: { key: "failureOptions" },
    t: { key: "test" },
    pct: { advice: `${REMOVED}; to test a policy, write test: true` },
    ri: { advice: REMOVED },
    rf: { advice: REMOVED },
    v: { advice: "delete it: v=DMARC1 is added" },
    psd: {
      advice:
        'write the whole record under records: {name: _dmarc, type: TXT, value: "v=DMARC1; p=...; psd=..."}',
    },
  },
  // the tags of RFC 6376 §3.6.1, and what consoles call them
  dkim: {
    s: { key: "selector" },
    name: { key: "selector" },
    host: { key: "selector" },
    p: { key: "key" },
    publickey: { key: "key" },
    value: { key: "key" },
    target: { key: "cname" },
    k: { advice: "delete it: the algorithm is found out from the key" },
    v: { advice: "delete it: v=DKIM1 is added" },
  },
  // what registrars, clouds and other tools call the parts of a record
  records: {
    host: { key: "name" },
    hostname: { key: "name" },
    owner: { key: "name" },
    record: { key: "name" },
    subdomain: { key: "name" },
    rr: { key: "name" },
    content: { key: "value" },
    data: { key: "value" },
    rdata: { key: "value" },
    answer: { key: "value" },
    contents: { key: "values" },
    records: { key: "values" },
    prio: { key: "preference" },
    priority: { key: "preference" },
    proxied: { advice: "delete it: mailzone publishes no proxied records" },
  },
};

/** What a key stands for in the map at `path`; undefined for an unknown word. */
export function otherKey(path: readonly (string | number)[], key: string): OtherName | undefined {
  const map = String(path.findLast((step) => typeof step === "string") ?? "");
  const names = Object.hasOwn(KEYS, map) ? KEYS[map] : undefined;
  const word = key.toLowerCase();
  return names !== undefined && Object.hasOwn(names, word) ? names[word] : undefined;
}

/** By the key that has them: the values of records for what a spec writes as a word (RFC 9989 §4.7, RFC 7208 §4.6.2). */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alignSpf: { s: "strict", r: "relaxed" },
  alignDkim: { s: "strict", r: "relaxed" },
  all: {
    "-all": "fail",
    "~all": "softfail",
    "?all": "neutral",
    "-": "fail",
    "~": "softfail",
    "?": "neutral",
  },
};

/** The value that a word of a record stands for at a key; undefined for an unknown word. */
export function otherValue(key: string | number | undefined, value: string): string | undefined {
  const values = Object.hasOwn(VALUES, String(key)) ? VALUES[String(key)] : undefined;
  return values !== undefined && Object.hasOwn(values, value) ? values[value] : undefined;
}

/** What to do about a record type that specs do not have (IANA's registry of RR types, and types of DNS hosts). */
export function otherType(type: string): string | undefined {
  const word = type.toUpperCase();
  if (Object.hasOwn(TYPES, word)) return TYPES[word];
  return REAL.has(word)
    ? `specs have no ${word} records: manage it where the zone is, and list its name under external`
    : undefined;
}

const FLATTENED =
  "write a CNAME; at the apex, Cloudflare alone can flatten it, with cloudflare: {apexCname: flatten}";

const TYPES: Readonly<Record<string, string>> = {
  ALIAS: FLATTENED,
  ANAME: FLATTENED,
  DMARC: "write it under dmarc:, or as type: TXT",
  DKIM: "write it under dkim:, or as type: TXT or CNAME",
  SPF: "write it under spf:, or as type: TXT; the type SPF is obsolete (RFC 7208 §3.1)",
};

const REAL: ReadonlySet<string> = new Set([
  ...["DS", "DNSKEY", "CDS", "CDNSKEY", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM"],
  ...["SOA", "DNAME", "HTTPS", "SVCB", "NAPTR", "SSHFP", "LOC", "HINFO", "RP", "URI", "CERT", "SMIMEA"],
  ...["OPENPGPKEY", "APL", "AFSDB", "URLFWD", "REDIRECT"],
]);
