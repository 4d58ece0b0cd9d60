/** Accounts and ids of zones have the form of their DNS host, since commands that people paste contain them. */
import { describe, expect, test } from "@jest/globals";
import { stackProblem, usableStack } from "../../src/cli/stack/stack-name.ts";
import { loadText } from "../../src/pipeline.ts";

const HEX = "0123456789abcdef0123456789abcdef";

const found = (dns: string): string[] =>
  loadText("x.yaml", `domain: example.com\nmode: parked\ndns: ${dns}\n`).findings.flatMap(
    ({ severity, code, place, message }) =>
      severity === "error" ? [`${place?.line}:${place?.column} ${code} ${message}`] : [],
  );

describe("sound", () => {
  test.each([
    ["{cloud: route53, zoneId: Z0123456789ABCDEFGHIJ}"],
    [`{cloud: cloudflare, zoneId: ${HEX.replace("0", "a")}}`],
    [`{cloud: cloudflare, zoneId: ${HEX.toUpperCase().replace("0", "A")}}`],
    ["{cloud: alidns, zoneId: 00efd71a-770e-4255-b54e-6fe5659baffe}"],
    ["[{cloud: route53, account: shop}, {cloud: cloudflare, account: Shop_2-eu}]"],
  ])("%s", (dns) => expect(found(dns)).toEqual([]));
});

describe("not sound", () => {
  test.each([
    [
      "{cloud: route53, zoneId: z012}",
      /^3:31 spec-value zoneId is "z012", which is not the id of a zone on route53/,
    ],
    ["{cloud: route53, zoneId: Z0$(id)}", /not the id of a zone/],
    ["{cloud: cloudflare, zoneId: Z0123}", /^3:34 spec-value zoneId is .* on cloudflare/],
    ["{cloud: cloudflare, zoneId: '; rm -rf ~'}", /not the id of a zone/],
    [`{cloud: cloudflare, zoneId: "${HEX}\\n"}`, /not the id of a zone/],
    ["{cloud: alidns, zoneId: 'a b'}", /not the id of a zone/],
    [
      "{cloud: route53, account: \"x' $(id) '\"}",
      /^3:32 spec-value account is .*, which is not the name of an account/,
    ],
    ["{cloud: route53, account: a.b}", /not the name of an account/],
    ["{cloud: route53, account: -x}", /not the name of an account/],
    ['[route53, {cloud: cloudflare, account: "a\\u202eb"}]', /^3:45 spec-value account/],
    ["{cloud: route53, account: __proto__}", /not the name of an account/],
  ])("%s", (dns, message) => expect(found(dns)).toEqual([expect.stringMatching(message)]));
});

describe("a stack", () => {
  test.each([["prod"], ["org/prod"], ["org/project/prod"], ["a.b_c-d"]])("%s is one", (name) => {
    expect(usableStack(name)).toBe(name);
  });

  test.each([[""], ["a b"], ["$(id)"], ["a;b"], ["-x"], ["../x"], ["a/b/c/d"], ["a\nb"], ["a'b"], ["a//b"]])(
    "%j is none",
    (name) => expect(() => usableStack(name)).toThrow(/is not a stack: /),
  );

  test("has no slash where it is a folder", () => expect(stackProblem("a/b")).toMatch(/only letters/));
});
