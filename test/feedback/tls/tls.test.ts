/** TLS reports, their figures counted by hand, and what is to be done about failures. */
import { describe, expect, test } from "@jest/globals";
import { type Collected, collect } from "../../../src/feedback/collect.ts";
import { ManagedDomains } from "../../../src/feedback/managed-domains.ts";
import { tlsFailures } from "../../../src/feedback/tls/tls-advice.ts";
import { TLS_RESULTS } from "../../../src/feedback/tls/tls-report.ts";
import { tlsReports } from "../../../src/feedback/tls/tls-reports.ts";
import { type TlsDomainTally, TlsTally } from "../../../src/feedback/tls/tls-tally.ts";
import { loadText } from "../../../src/pipeline.ts";
import { aggregate, gzip, mail, zip } from "../written.ts";

interface Failure {
  readonly result: string;
  readonly host?: string;
  readonly sessions?: number | string;
}

interface Report {
  readonly org?: string;
  readonly id?: string;
  readonly domain?: string;
  readonly type?: string;
  readonly lines?: unknown;
  readonly good?: number | string;
  readonly bad?: number | string;
  readonly failures?: readonly Failure[];
}

const report = ({
  org = "receiver.example",
  id = "1",
  domain = "example.com",
  type = "sts",
  lines = ["version: STSv1", "mode: enforce", "mx: mx.example.com", "max_age: 86400"],
  good = 90,
  bad = 0,
  failures = [],
}: Report = {}): string =>
  JSON.stringify({
    "organization-name": org,
    "date-range": { "start-datetime": "2026-11-01T00:00:00Z", "end-datetime": "2026-11-01T23:59:59Z" },
    "contact-info": "tls@receiver.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": type, "policy-string": lines, "policy-domain": domain },
        summary: { "total-successful-session-count": good, "total-failure-session-count": bad },
        "failure-details": failures.map(({ result, host, sessions = 1 }) => ({
          "result-type": result,
          "receiving-mx-hostname": host,
          "receiving-ip": "192.0.2.1",
          "failed-session-count": sessions,
        })),
      },
    ],
  });

const SPEC = `domain: example.com
dns: cloudflare
mode: mail
records:
  - {name: "@", type: MX, value: 10 mx}
  - {name: mx, type: A, value: 192.0.2.1}
  - {name: _mta-sts, type: TXT, value: v=STSv1; id=1}
  - {name: _25._tcp.mx, type: TLSA, value: 3 1 1 0f8b48ff5fd94117f21b6550aaee89c8d8adbc3f433c8e587a85a14e54667b25}
`;

async function read(
  contents: readonly (string | Uint8Array)[],
): Promise<{ readonly collected: Collected; readonly tallies: readonly TlsDomainTally[] }> {
  const tally = new TlsTally(new ManagedDomains(loadText("spec.yaml", SPEC).zones));
  const files = contents.map((content, i) => ({ shown: `report-${i}`, content: Buffer.from(content) }));
  const collected = await collect(files, tlsReports, (one) => tally.add(one));
  return { collected, tallies: tally.finish() };
}

describe("a TLS report", () => {
  test.each<[string, string | Uint8Array, readonly [number, number]]>([
    [
      "as in RFC 8460",
      report({ bad: 10, failures: [{ result: "certificate-expired", sessions: 10 }] }),
      [90, 10],
    ],
    ["in gzip", gzip(report()), [90, 0]],
    ["in ZIP", zip({ name: "a.json", content: report() }), [90, 0]],
    [
      "in a mail",
      mail({ name: "a.json.gz", type: "application/tlsrpt+gzip", content: gzip(report()) }),
      [90, 0],
    ],
    ["with a byte order mark", `\ufeff${report()}`, [90, 0]],
    ["with numbers as texts", report({ good: "90", bad: "2" }), [90, 2]],
    ["with the policy as one text", report({ lines: "version: STSv1\nmode: testing" }), [90, 0]],
    ["without a sum of failures", report({ bad: "", failures: [{ result: "x", sessions: 3 }] }), [90, 3]],
    ["without an ID", report().replace('"report-id":"1",', ""), [90, 0]],
    ["without a policy", report({ type: "no-policy-found", lines: undefined }), [90, 0]],
  ])("%s", async (_, content, [successful, failed]) => {
    const { collected, tallies } = await read([content]);
    expect(collected.findings).toEqual([]);
    expect(tallies).toMatchObject([{ domain: "example.com.", successful, failed, reports: 1 }]);
  });

  test.each([
    ["cut off", report().slice(0, 200), ["feedback-unreadable"]],
    ["of other JSON", "[1]", []],
    ["of other JSON that is broken", "{x", []],
    ["of DMARC", aggregate(), []],
    ["with policies that are none", '{"policies":[1,{"policy":{"policy-domain":5}}]}', []],
  ])("%s", async (_, content, codes) => {
    const { collected, tallies } = await read([content]);
    expect(collected.findings.map(({ code }) => code)).toEqual(codes);
    expect(tallies).toEqual([]);
  });

  test("counts once, and adds up with others", async () => {
    const { collected, tallies } = await read([report(), report(), report({ id: "2", good: 5, bad: 1 })]);
    expect(collected).toMatchObject({ reports: 2, duplicates: 1 });
    expect(tallies).toMatchObject([{ successful: 95, failed: 1, reports: 2 }]);
  });
});

describe("connections that fail", () => {
  const findingOf = async (failure: Failure, more: Report = {}) => {
    const { tallies } = await read([report({ ...more, bad: 1, failures: [failure] })]);
    return tallies.flatMap(tlsFailures);
  };

  test.each(
    TLS_RESULTS.map(
      (result) => [result, result.startsWith("sts-") ? 7 : /tlsa|dane|dnssec/.test(result) ? 8 : 5] as const,
    ),
  )("%s is about line %d of the spec", async (result, line) => {
    expect(await findingOf({ result, host: "mx.example.com" })).toEqual([
      expect.objectContaining({
        code: "feedback-tls",
        severity: "warning",
        message: expect.stringContaining(`(${result})`),
        help: expect.stringContaining("example.com"),
        place: expect.objectContaining({ file: "spec.yaml", line }),
      }),
    ]);
  });

  test.each([
    ["enforce", "sts", "senders do not deliver this mail"],
    ["testing", "sts", "senders deliver all the same, until the policy is enforced"],
    ["", "no-policy-found", "senders deliver all the same, until the policy is enforced"],
    ["", "tlsa", "senders do not deliver this mail"],
  ])("under %j of %s: %s", async (mode, type, effect) => {
    const found = await findingOf(
      { result: "certificate-expired", host: "mx.example.com" },
      { type, lines: [`mode: ${mode}`] },
    );
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(effect)]);
  });

  test("in a way that RFC 8460 does not have are shown as validation-failure, those of no spec without a place", async () => {
    expect(await findingOf({ result: "odd" }, { domain: "example.org" })).toEqual([
      expect.not.objectContaining({ place: expect.anything() }),
    ]);
    expect((await findingOf({ result: "odd" }))[0]?.message).toContain("(validation-failure)");
  });
});
