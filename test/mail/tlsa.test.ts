/** TLSA data and owner names are read as RFC 6698 says, and valid data is printed so that it reads the same. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseTlsa, parseTlsaName, printTlsa } from "../../src/mail/tlsa.ts";
import { wild } from "./wild.ts";

const digest = "0a".repeat(32);

describe("TLSA data (RFC 6698 §2)", () => {
  test.each([
    [`3 1 1 ${digest}`, []],
    [`2 0 2 ${digest} ${digest}`, []],
    ["3 0 0 3082", []],
    [`4 1 1 ${digest}`, ["4"]],
    [`3 2 1 ${digest}`, ["2"]],
    [`3 1 3 ${digest}`, ["3"]],
    [`x 1 1 ${digest}`, ["x"]],
    ["3 1 1 0a0b", ["0a0b"]],
    [`3 1 2 ${digest}`, [digest]],
    ["3 1 1 0a0", ["0a0"]],
    ["3 1 1 zz", ["zz"]],
    ["3 1 0 0a0b", ["0a0b"]],
  ])("%j: what is wrong is %j", (text, expected) => {
    expect(parseTlsa(text).problems.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(
      expected,
    );
  });

  test("any text is read; what is well prints and reads the same", () => {
    fc.assert(
      fc.property(wild(`3 1 1 ${digest}`, ["3", " ", "1", "0a", "ff"]), (text) => {
        const { problems, ...data } = parseTlsa(text);
        if (problems.length > 0) return;
        expect(parseTlsa(printTlsa(data))).toEqual({ ...data, problems: [] });
      }),
    );
    const hex = (octets: number) =>
      fc
        .uint8Array({ minLength: octets, maxLength: octets })
        .map((octet) => Buffer.from(octet).toString("hex"));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 1 }),
        hex(32),
        (usage, selector, certificate) => {
          const data = { usage, selector, matching: 1, certificate };
          expect(parseTlsa(printTlsa(data))).toEqual({ ...data, problems: [] });
        },
      ),
    );
  });
});

test.each([
  ["_25._tcp.mail.example.com.", { port: 25, protocol: "tcp", host: "mail.example.com." }],
  ["_443._udp.a.", { port: 443, protocol: "udp", host: "a." }],
  ["25._tcp.mail.example.com.", undefined],
  ["_025._tcp.mail.example.com.", undefined],
  ["_70000._tcp.mail.example.com.", undefined],
  ["_smtp._tcp.mail.example.com.", undefined],
  ["mail.example.com.", undefined],
])("the name %s (§3)", (name, expected) => {
  expect(parseTlsaName(name)).toEqual(expected);
});
