/** One term of an SPF record that is none: what is wrong, where, and what was meant (RFC 7208 §4.6.1, §5, §12). */
import { expect, test } from "@jest/globals";
import { printTerm, readTerm } from "../../src/mail/spf-term.ts";

test.each<[string, string, string]>([
  ["192.0.2.1", "192.0.2.1", "write the address as ip4:192.0.2.1"],
  ["192.0.2.0/24", "192.0.2.0/24", "write the address as ip4:192.0.2.0/24"],
  ["2001:db8::1", "2001:db8::1", "write the address as ip6:2001:db8::1"],
  ["2001:db8::/32", "2001:db8::/32", "write the address as ip6:2001:db8::/32"],
  ["v", "v", "v is not a term"],
  ["_spf.example.net", "_spf.example.net", "include:_spf.example.net is"],
  ["foo:bar", "foo:bar", "foo is not a mechanism"],
  ["(x)", "(x)", "(x) is not a mechanism"],
  ["-redirect=a.example", "-redirect=a.example", "modifiers have no qualifier -"],
  ["include=a.example", "include=a.example", "its value follows a colon"],
  ["redirect=", "redirect=", "redirect= has no domain name"],
  ["mx,a", ",a", "a space is missing between mx and a"],
  ["mx;", ";", "which is not part of it"],
  ["a😀b", "😀", 'the character "😀" is not allowed'],
  ["a\u0007", "\u0007", "the character U+0007 is not allowed"],
  ["a\u00a0é", "\u00a0", "the character U+00A0 is not allowed"],
])("%j: the fault is %j", (word, at, said) => {
  const { term, wrong } = readTerm(word, 7);
  expect(wrong).toHaveLength(1);
  const [{ offset, length, message } = { offset: 0, length: 0, message: "" }] = wrong;
  expect(word.slice(offset - 7, offset - 7 + length)).toBe(at);
  expect(message).toContain(said);
  expect([term.offset, term.length]).toEqual([7, word.length]);
});

test.each(["x.y-z=a=b", "exp=e.example", "ip6:2001:db8::/32", "a//64", "?exists:%{i}.example", "ptr", "all"])(
  "%j is a term, and printed as it is",
  (word) => {
    const { term, wrong } = readTerm(word, 0);
    expect([printTerm(term), wrong]).toEqual([word, []]);
  },
);
