/** Names on a cluster: of a stack one that the operator takes, always the same, and no other's. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isLabel, isSubdomain, kubernetesName } from "../../src/fleet/kubernetes-name.ts";

const a = (n: number): string => "a".repeat(n);

test.each([
  ["prod-eu", "prod-eu"],
  [a(42), a(42)],
  [a(43), /^a{31}-[0-9a-f]{10}$/],
  ["prod-EU", /^prod-eu-[0-9a-f]{10}$/],
  ["prod-route53.shop_cloudflare", /^prod-route53-shop-cloudflare-[0-9a-f]{10}$/],
  ["2026-eu", /^eu-[0-9a-f]{10}$/],
  ["prod-eu-", /^prod-eu-[0-9a-f]{10}$/],
  ["123", /^stack-[0-9a-f]{10}$/],
  [`${a(30)}-${a(30)}`, /^a{30}-[0-9a-f]{10}$/],
])("%s", (stack, name) => {
  if (typeof name === "string") expect(kubernetesName(stack)).toBe(name);
  else expect(kubernetesName(stack)).toMatch(name);
});

test("any name of a stack gets a label of at most 42 octets that begins with a letter, and no two get the same", () => {
  const stack = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/);
  fc.assert(
    fc.property(fc.uniqueArray(stack, { maxLength: 20 }), (stacks) => {
      const names = stacks.map(kubernetesName);
      for (const name of names) expect(name).toMatch(/^[a-z](?:[a-z0-9-]{0,40}[a-z0-9])?$/);
      expect(new Set(names).size).toBe(stacks.length);
      expect(stacks.map(kubernetesName)).toEqual(names);
    }),
  );
});

describe("what users name", () => {
  test.each([
    ["a", true, true],
    ["mail-dns", true, true],
    ["9", true, true],
    [a(63), true, true],
    [a(64), false, true],
    ["mail.dns", false, true],
    [Array(127).fill("a").join("."), false, true],
    [Array(128).fill("a").join("."), false, false],
    ["", false, false],
    ["Mail", false, false],
    ["-a", false, false],
    ["a-", false, false],
    ["a..b", false, false],
    ["a.-b", false, false],
    ["a\n", false, false],
    ["a_b", false, false],
  ])("%j: label %s, subdomain %s", (text, label, subdomain) => {
    expect([isLabel(text), isSubdomain(text)]).toEqual([label, subdomain]);
  });
});
