/** TLS-RPT records are read and printed as RFC 8460 says, and problems are named. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isTlsRpt, parseTlsRpt, printTlsRpt } from "../../src/mail/tls-rpt.ts";
import { wild } from "./wild.ts";

describe("TLS-RPT records (RFC 8460 §3)", () => {
  test.each([
    ["v=TLSRPTv1; rua=mailto:tls@example.com", true],
    ["v=TLSRPTv1;rua=https://example.com/v1", true],
    ["v=tlsrptv1; rua=mailto:tls@example.com", false],
    ["v=TLSRPT1; rua=mailto:tls@example.com", false],
    ["v=TLSRPTv1", false],
  ])("%j is one: %s", (text, expected) => {
    expect(isTlsRpt(text)).toBe(expected);
  });

  test.each([
    ["v=TLSRPTv1; rua=mailto:tls@example.com", 0],
    ["v=TLSRPTv1; rua=mailto:a@example.com,https://r.example.com/x;", 0],
    ["v=TLSRPTv1; rua=mailto:a@example.com , https://r.example.com/x; ext=1", 0],
    ["v=TLSRPTv1;", 1],
    ["v=TLSRPTv1; ruf=mailto:a@example.com", 1],
    ["v=TLSRPTv1; rua=", 1],
    ["v=TLSRPTv1; rua=mailto:a@example.com; rua=mailto:b@example.com", 0],
    ["v=TLSRPTv1; rua=mailto:a@example.com; ext=1; ext=2", 1],
    ["v=TLSRPTv1; rua=mailto:a@example.com rua=b", 0],
  ])("%j has %i problems of its list", (text, count) => {
    expect(parseTlsRpt(text).problems).toHaveLength(count);
  });

  test.each([
    ["ops@example.com", "mailto: is missing"],
    ["mailto:ops", "not a mail address"],
    ["mailto:a@example.com!10m", "percent-encoded"],
    ["mailto:a@example.com x", "percent-encoded"],
    ["http://example.com/", "neither"],
    ["https://", "not a URL"],
    ["", "comma"],
  ])("a second URI %j: %s", (uri, problem) => {
    const text = `v=TLSRPTv1; rua=mailto:ops@example.com, ${uri}`;
    const { uris } = parseTlsRpt(text);
    expect(uris).toHaveLength(2);
    expect(uris[0]?.problem).toBeUndefined();
    expect(uris[1]?.problem).toContain(problem);
    expect(text.slice(uris[1]?.offset).trim()).toBe(uri);
  });

  test("any text is read, and what is printed reads the same", () => {
    fc.assert(
      fc.property(
        wild("v=TLSRPTv1; rua=mailto:a@b.example", ["rua=", ",", " , ", ";", "x=1", "mailto:"]),
        (text) => {
          const once = printTlsRpt(parseTlsRpt(text));
          expect(printTlsRpt(parseTlsRpt(once))).toBe(once);
        },
      ),
    );
  });
});
