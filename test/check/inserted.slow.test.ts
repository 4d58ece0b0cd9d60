/**
 * Every reader takes all of a value or reports it: a character inserted into a sound value, or put behind it, makes
 * another sound value or a finding. Public reports had records such as `~all;`, of which a prefix was read.
 */
import { describe, expect, test } from "@jest/globals";
import { RSA_KEY } from "../mail/keys.ts";
import { sends } from "./check-case.ts";
import { findingsOf } from "./run-case.ts";

/** Part of a value, and the characters that make another sound value in it; without them, none does. */
type Part = string | readonly [text: string, free: RegExp];

/** Every visible character of ASCII but most letters and digits. */
const CHARACTERS = [..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~x7"];

const name = (text: string): Part => [text, /[a-z0-9._-]/];
const host = (text: string): Part => [text, /[a-z0-9.-]/];
const number = (text: string): Part => [text, /\d/];
const note = (text: string): Part => [text, /[^;]/];
/** The name of a mailbox (RFC 5322 §3.2.3, dot-atom, and percent-encoding). */
const local = (text: string): Part => [text, /[a-z0-9!$%&'*+./=^_`{|}~-]/];
/** The path of a URL, and what may follow a host (RFC 3986 §3.2, §3.3). */
const path = (text: string): Part => [text, /[a-z0-9._~:/?#@!$&'()*+=-]/];
const urlHost = (text: string): Part => [text, /[a-z0-9.:/?#-]/];
/** What may follow a whole list of tags. */
const END: Part = ["", /;/];
const QUALIFIER: Part = ["", /[-+?~]/];

/** A value in parts, in a record of a type at an owner. */
interface Seed {
  readonly at: readonly [owner: string, type: string];
  readonly parts: readonly Part[];
}

const txt = (owner: string, ...parts: readonly Part[]): Seed => ({ at: [owner, "TXT"], parts });

const SEEDS: Readonly<Record<string, Seed>> = {
  "SPF: mechanisms without a value": txt(
    "@",
    "v=spf1 ",
    QUALIFIER,
    "a ",
    QUALIFIER,
    "mx ",
    QUALIFIER,
    "ptr ~all",
  ),
  "SPF: addresses": txt(
    "@",
    "v=spf1 ",
    QUALIFIER,
    "ip4:100.",
    number("20"),
    ".",
    number("30"),
    ".0/",
    "24 ",
    QUALIFIER,
    "ip6:",
    ["2600::", /:/],
    "/32 -all",
  ),
  "SPF: names and prefix lengths": txt(
    "@",
    ...[
      "v=spf1 ",
      QUALIFIER,
      "a:",
      name("b.example.net"),
      "/24//64 ",
      QUALIFIER,
      "include:",
      name("c.example.net"),
      " ",
    ],
    ...["redirect=", name("d.example.net")],
  ),
  "SPF: macros": txt(
    "@",
    ...["v=spf1 ", QUALIFIER, ["exists:", /:/] as const, ["", /[^%]/] as const, ["%", /[%_-]/] as const],
    ...[["{i", /[\d.,+/_=-]/] as const, ["}.d.example.n", /[^%]/] as const, name("et"), " -all"],
  ),
  DKIM: txt(
    "s1._domainkey",
    "v=DKIM1; k=rsa; h=sha256; s=email; t=s; ",
    ["n=", /=/],
    note("note"),
    "; p=",
    RSA_KEY,
    END,
  ),
  "DMARC: policies": txt(
    "_dmarc",
    "v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=r; fo=1:d; t=n; psd=n",
    END,
  ),
  "DMARC: addresses": txt(
    "_dmarc",
    ...[
      "v=DMARC1; p=none; rua=mailto:",
      local("a"),
      "@",
      host("example.com"),
      ",mailto:",
      local("b"),
      "@",
      host("example.com"),
      END,
    ],
  ),
  "MTA-STS": txt(
    "_mta-sts",
    "v=STSv1; id=",
    ["2026", /[a-z0-9]/],
    "; ",
    name("ext"),
    "=",
    ["1", /[^=]/],
    END,
  ),
  "TLS-RPT": txt(
    "_smtp._tls",
    ...[
      "v=TLSRPTv1; rua=mailto:",
      local("a"),
      "@",
      host("example.net"),
      ",https://",
      urlHost("r.example.net"),
      path("/x"),
      "; ",
    ],
    ...[name("ext"), "=", ["1", /[^=]/] as const, END],
  ),
  BIMI: txt("default._bimi", "v=BIMI1; l=https://", urlHost("b.example.net"), path("/l"), "; avp=brand", END),
  "CAA issue": {
    at: ["@", "CAA"],
    // a backslash escapes the character behind it
    parts: [
      '0 issue "',
      ["ca.example.net", /[a-z0-9.\\-]/],
      ["; ", /\\/],
      ["account", /[a-z0-9=\\-]/],
      "=",
      ["1", /[^;"]/],
      '"',
    ],
  },
  "CAA iodef": {
    at: ["@", "CAA"],
    parts: [
      ...['0 iodef "', ["mailto:", /\\/] as const, ["a", /[a-z0-9!$%&'*+./=^_`{|}~\\-]/] as const, "@"],
      ...[["example.net", /[a-z0-9.\\-]/] as const, '"'],
    ],
  },
  TLSA: { at: ["_25._tcp.mx", "TLSA"], parts: [`3 1 1 ${"ab".repeat(32)}`] },
  SRV: {
    at: ["_xmpp-client._tcp", "SRV"],
    parts: [number("0"), " ", number("1"), " ", number("5222"), " ", host("chat.example.net"), "."],
  },
  MX: { at: ["@", "MX"], parts: [number("10"), " ", host("mx.example.net"), "."] },
  A: { at: ["www", "A"], parts: [number("100"), ".", number("20"), ".", number("30"), ".", number("40")] },
  AAAA: { at: ["www", "AAAA"], parts: [["2600:", /:/], ":", number("1")] },
  CNAME: { at: ["www", "CNAME"], parts: [name("web.example.net"), "."] },
};

/** Names of records, and what is at them. */
const OWNERS: readonly (readonly [parts: readonly Part[], type: string, value: string])[] = [
  [[name("foo.bar")], "TXT", "hello"],
  // a label such as _spf makes a name that exists: looks up
  [[host("foo"), ".", ["", /_/], host("bar")], "A", "100.20.30.40"],
  [["_imaps._tcp"], "SRV", "0 1 993 imap.example.net."],
  [["_", number("25"), "._tcp.", name("mx")], "TLSA", `3 1 1 ${"ab".repeat(32)}`],
  [[name("s1"), "._domainkey"], "TXT", `v=DKIM1; k=rsa; p=${RSA_KEY}`],
  [["_dmarc"], "TXT", "v=DMARC1; p=none; rua=mailto:a@example.com"],
  [["_mta-sts"], "TXT", "v=STSv1; id=1"],
  [["_smtp._tls"], "TXT", "v=TLSRPTv1; rua=mailto:a@example.net"],
  [[name("default"), "._bimi"], "TXT", "v=BIMI1; l="],
];

const specOf = (owner: string, type: string, value: string): string =>
  sends("records:", `  - {name: ${JSON.stringify(owner)}, type: ${type}, value: ${JSON.stringify(value)}}`);

/** What is found in a spec, without places; a spec that cannot be read is a finding too. */
function found(specs: string): ReadonlySet<string> {
  try {
    return new Set(findingsOf({ specs }).map(({ severity, code }) => `${severity} ${code}`));
  } catch (error) {
    return new Set([String(error)]);
  }
}

const textOf = (part: Part): string => (typeof part === "string" ? part : part[0]);

/** The classes of characters that are free at each index, at the borders of two parts those of both. */
function freedomOf(parts: readonly Part[]): readonly (readonly RegExp[])[] {
  const free: RegExp[][] = [[]];
  for (const part of parts) {
    const start = free.length - 1;
    for (let i = 0; i < textOf(part).length; i++) free.push([]);
    if (typeof part !== "string") for (const at of free.slice(start)) at.push(part[1]);
  }
  return free;
}

/** The values with one more character in which nothing is found, though the character is not free there. */
function swallowed(parts: readonly Part[], spec: (value: string) => string): readonly string[] {
  const value = parts.map(textOf).join("");
  const sound = found(spec(value));
  return freedomOf(parts).flatMap((free, i) =>
    CHARACTERS.filter((character) => !free.some((allowed) => allowed.test(character)))
      .map((character) => value.slice(0, i) + character + value.slice(i))
      .filter((text) => [...found(spec(text))].every((finding) => sound.has(finding))),
  );
}

describe("no character of a value is swallowed", () => {
  test.each(Object.entries(SEEDS))("%s", (_, { at: [owner, type], parts }) => {
    expect(swallowed(parts, (value) => specOf(owner, type, value))).toEqual([]);
  });

  test.each(OWNERS)("in the name of %j %s", (parts, type, value) => {
    expect(swallowed(parts, (owner) => specOf(owner, type, value))).toEqual([]);
  });
});
