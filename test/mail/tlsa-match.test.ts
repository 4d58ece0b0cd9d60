/** Which certificates TLSA records announce (RFC 6698 §2.1, RFC 7672 §3.1). */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { isDane, matchesTlsa } from "../../src/mail/tlsa-match.ts";

const octets = (text: string): Buffer => Buffer.from(text);
const OWN = { certificate: octets("own certificate"), publicKey: octets("own key") };
const ISSUER = { certificate: octets("issuer certificate"), publicKey: octets("issuer key") };
const digest = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest("hex");

describe("a TLSA record", () => {
  test.each<[usage: number, selector: number, matching: number, certificate: string, matches: boolean]>([
    [3, 0, 0, OWN.certificate.toString("hex"), true],
    [3, 1, 0, OWN.publicKey.toString("hex"), true],
    [3, 0, 1, digest("sha256", "own certificate"), true],
    [3, 1, 1, digest("sha256", "own key"), true],
    [3, 1, 2, digest("sha512", "own key"), true],
    [2, 0, 1, digest("sha256", "issuer certificate"), true],
    [2, 1, 2, digest("sha512", "issuer key"), true],
    // the other selector, the other matching type, the other link
    [3, 0, 1, digest("sha256", "own key"), false],
    [3, 1, 2, digest("sha256", "own key"), false],
    [3, 1, 1, digest("sha256", "issuer key"), false],
    [2, 1, 1, digest("sha256", "own key"), false],
    // not for mail (RFC 7672 §3.1.3)
    [0, 1, 1, digest("sha256", "issuer key"), false],
    [1, 1, 1, digest("sha256", "own key"), false],
    // not assigned
    [3, 2, 1, digest("sha256", "own key"), false],
    [3, 1, 3, digest("sha256", "own key"), false],
    [4, 1, 1, digest("sha256", "own key"), false],
  ])("%i %i %i %.8s: %p", (usage, selector, matching, certificate, matches) => {
    const record = { usage, selector, matching, certificate };
    expect(matchesTlsa(record, [OWN, ISSUER])).toBe(matches);
    expect(matchesTlsa(record, [])).toBe(false);
  });

  test("is of use for mail by its numbers, whatever its data", () => {
    const numbers = { usage: 3, selector: 1, matching: 1, certificate: "" };
    expect(isDane(numbers)).toBe(true);
    for (const odd of [{ usage: 1 }, { selector: 2 }, { matching: 3 }])
      expect(isDane({ ...numbers, ...odd })).toBe(false);
  });
});
