/** Which different texts say the same to every receiver. */
import { expect, test } from "@jest/globals";
import { meaningAmong } from "../../src/import/meaning.ts";

const KEY = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A";

/** The rule, whether it makes the texts the same, and the texts. */
const cases: readonly (readonly [rule: string, same: boolean, name: string, one: string, other: string])[] = [
  [
    "SPF terms that all pass, in any order (RFC 7208 §4.6.2)",
    true,
    "@",
    "v=spf1 a mx -all",
    "v=spf1 mx a -all",
  ],
  ["one of them does not pass", false, "@", "v=spf1 a -mx -all", "v=spf1 -mx a -all"],
  ["+ is the default (§4.6.2)", true, "@", "v=spf1 +a +all", "v=spf1 a all"],
  ["another qualifier is not", false, "@", "v=spf1 a ?all", "v=spf1 a all"],
  ["several spaces (§4.6.1)", true, "@", "v=spf1  a   -all ", "v=spf1 a -all"],
  ["a tab separates no terms (§4.6.1)", false, "@", "v=spf1 a\tmx -all", "v=spf1 a mx -all"],
  [
    "names of terms and hosts in any case (§4.6.1)",
    true,
    "@",
    "V=SPF1 A:Mx.Example -ALL",
    "v=spf1 a:mx.example -all",
  ],
  [
    "letters of macros in one case (§7.3)",
    false,
    "@",
    "v=spf1 exists:%{I}.x -all",
    "v=spf1 exists:%{i}.x -all",
  ],
  ["modifiers anywhere (§6)", true, "@", "v=spf1 exp=e.example a -all", "v=spf1 a -all exp=e.example"],
  ["a term after all is never reached (§5.1)", false, "@", "v=spf1 a -all mx", "v=spf1 a mx -all"],
  ["a term twice is looked up twice (§4.6.4)", false, "@", "v=spf1 a a -all", "v=spf1 a -all"],
  [
    "a modifier twice is an error (§6)",
    false,
    "@",
    "v=spf1 redirect=x.example redirect=x.example",
    "v=spf1 redirect=x.example",
  ],
  [
    "DMARC tags in any order after v and p (RFC 9989 §4.8)",
    true,
    "_dmarc",
    "v=DMARC1; p=none; sp=none; aspf=s",
    "v=DMARC1;p=none;aspf=s;sp=none;",
  ],
  ["p later (RFC 7489 §6.3)", false, "_dmarc", "v=DMARC1; sp=none; p=none", "v=DMARC1; p=none; sp=none"],
  [
    "spaces around = and in lists (RFC 9989 §4.8)",
    true,
    "_dmarc",
    "v = DMARC1; p = none; fo=1 : s; rua=mailto:a@x.example , mailto:b@x.example",
    "v=DMARC1; p=none; fo=1:s; rua=mailto:a@x.example,mailto:b@x.example",
  ],
  ["a space inside a value", false, "_dmarc", "v=DMARC1; p=no ne", "v=DMARC1; p=none"],
  ["a tag twice", false, "_dmarc", "v=DMARC1; p=none; p=none", "v=DMARC1; p=none"],
  [
    "white space in a key (RFC 6376 §3.6.1)",
    true,
    "s._domainkey",
    `v=DKIM1; p=${KEY.slice(0, 9)} ${KEY.slice(9)}`,
    `v=DKIM1;p=${KEY}`,
  ],
  [
    "DKIM tags in any order after v (RFC 6376 §3.2)",
    true,
    "s._domainkey",
    `v=DKIM1; p=${KEY}; k=rsa`,
    `v=DKIM1; k=rsa; p=${KEY}`,
  ],
  [
    "v later (RFC 6376 §3.6.1)",
    false,
    "s._domainkey",
    `k=rsa; p=${KEY}; v=DKIM1`,
    `v=DKIM1; k=rsa; p=${KEY}`,
  ],
  ["a version with a space in it", false, "s._domainkey", `v=DK IM1; p=${KEY}`, `v=DKIM1; p=${KEY}`],
  [
    "a key type with a space in it",
    false,
    "s._domainkey",
    `v=DKIM1; k=r sa; p=${KEY}`,
    `v=DKIM1; k=rsa; p=${KEY}`,
  ],
  [
    "spaces around the colons of a list (RFC 6376 §3.6.1)",
    true,
    "s._domainkey",
    `v=DKIM1; t=y : s; p=${KEY}`,
    `v=DKIM1; t=y:s; p=${KEY}`,
  ],
  [
    "spaces in a note (RFC 6376 §3.6.1)",
    false,
    "s._domainkey",
    `v=DKIM1; n=a b; p=${KEY}`,
    `v=DKIM1; n=ab; p=${KEY}`,
  ],
  ["flags that one of them lacks", false, "s._domainkey", `v=DKIM1; t=s; p=${KEY}`, `v=DKIM1; p=${KEY}`],
  ["a text of another kind", false, "@", "a  b", "a b"],
];

const record = (name: string, text: string) =>
  ({ name: name === "@" ? "example.com." : `${name}.example.com.`, data: { type: "TXT", text } }) as const;

test.each(cases)("%s", (_, same, name, one, other) => {
  const [a, b] = [record(name, one), record(name, other)];
  const meaning = meaningAmong([a]);
  expect(meaning(a) === meaning(b)).toBe(same);
  // of two in one zone, neither stands for the other
  const among = meaningAmong([a, b]);
  expect(among(a) === among(b)).toBe(false);
});
