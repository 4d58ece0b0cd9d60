/** Addresses for reports have a mailbox and a full domain name, as RFC 5321 §4.1.2 and RFC 6068 §2 say. */
import { describe, expect, test } from "@jest/globals";
import { addressProblem, mailtoDomain, mailtoProblem } from "../../src/mail/mail-address.ts";

describe("addressProblem", () => {
  test.each([
    "d@example.com",
    "dmarc+reports=x@mail.example.co.uk",
    "D'Arcy.o_k@EXAMPLE.com",
    "d@xn--bcher-kva.example",
    "%22a%20b%22@example.com",
  ])("takes %s", (address) => {
    expect(addressProblem(address)).toBeUndefined();
  });

  test.each([
    ["", "is not a mail address"],
    ["d", "is not a mail address"],
    ["@example.com", "is not a mail address"],
    ["d d@example.com", "is not a mail address"],
    ["d@e@example.com", "is not a mail address"],
    [".d@example.com", "is not a mail address"],
    ["d.@example.com", "is not a mail address"],
    ["d..e@example.com", "is not a mail address"],
    ["//d@example.com", "is not a mail address"],
    ["d#e@example.com", "is not a mail address"],
    ["<d@example.com>", "has angle brackets, but an address has none"],
    ["d@example..com", /empty label/],
    ["d@.example.com", /empty label/],
    ["d@192.0.2.1", /in place of a domain name/],
    ["d@[192.0.2.1]", /in place of a domain name/],
    ["d@[IPv6:2001:db8::1]", /in place of a domain name/],
    ["d@localhost", /full domain name/],
    ["d@example.com.", /without a final dot/],
    ["d@exa_mple.com", /underscore/],
    ["d@-example.com", /hyphen/],
    ["d@example.com;", /";" is not allowed/],
    ["d@example.com,e", /"," is not allowed/],
  ])("refuses %j", (address, problem) => {
    expect(addressProblem(address)).toMatch(problem);
  });
});

describe("mailto: URIs", () => {
  test("may have header fields", () => {
    expect(mailtoProblem("mailto:d@example.com?subject=a@b")).toBeUndefined();
    expect(mailtoDomain("MAILTO:d@example.com?subject=a@b")).toBe("example.com");
  });

  test("have one address", () => {
    expect(mailtoProblem("mailto:")).toBe("is not a mail address");
    expect(mailtoProblem("https://example.com/d@example.com")).toBe("is not a mail address");
    expect(mailtoDomain("https://example.com/d@example.com")).toBeUndefined();
  });
});
