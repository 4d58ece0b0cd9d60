/** What `mailzone dmarc report` and `mailzone tlsrpt report` print, and how they end. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { aggregate, gzip, mail, mailbox, zip } from "../feedback/written.ts";
import { faults, schema } from "../json-schemas.ts";
import { mailzoneHere } from "./captured.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-reports-"));
const FAILS = { ip: "203.0.113.9", count: 2, dkim: "fail", spf: "fail", signed: [], returned: [] };
const report = aggregate({ rows: [{ count: 98 }, FAILS] });

beforeAll(() => {
  for (const one of ["stacks/prod", "maildir/new", "maildir/cur", "one", "other"])
    mkdirSync(join(folder, one), { recursive: true });
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  write(
    "stacks/prod/example.com.yaml",
    'domain: example.com\ndns: cloudflare\nmode: send-only\nspf: {ip4: [198.51.100.1]}\ndmarc: {policy: none, rua: ["mailto:d@example.com"]}\n---\ndomain: example.org\ndns: cloudflare\nmode: parked\n',
  );
  write("report.xml", report);
  write("one/report.wrong", gzip(report));
  write("one/again.zip", zip({ name: "x.xml", content: report }));
  write("one/broken.xml", report.slice(0, 700));
  write("one/picture.png", "\u0089PNG");
  symlinkSync("/etc/hostname", join(folder, "one/link.xml"));
  write("maildir/new/1:2,S", mail({ name: "r.xml.gz", content: gzip(report) }));
  write("maildir/cur/2:2,S", mail({ name: "r.xml.gz", content: gzip(aggregate({ id: "2" })) }));
  write(
    "box.mbox",
    mailbox(
      mail({ name: "r.xml.gz", content: gzip(report) }),
      mail({ name: "r.xml.gz", content: gzip(aggregate({ id: "2" })) }),
    ),
  );
  write("other/a.txt", "hello");
  write(
    "tls.json",
    JSON.stringify({
      "organization-name": "receiver.example",
      "date-range": { "start-datetime": "2026-11-01T00:00:00Z", "end-datetime": "2026-11-01T23:59:59Z" },
      "report-id": "1",
      policies: [
        {
          policy: {
            "policy-type": "sts",
            "policy-domain": "example.com",
            "policy-string": ["mode: enforce"],
          },
          summary: { "total-successful-session-count": 9, "total-failure-session-count": 1 },
          "failure-details": [
            {
              "result-type": "certificate-expired",
              "receiving-mx-hostname": "mx.example.com",
              "failed-session-count": 1,
            },
          ],
        },
      ],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: readonly string[]) => mailzoneHere(words, folder);

describe("mailzone dmarc report", () => {
  test("shows who sends, what the next policy loses, and what to change where", async () => {
    const { code, stdout, stderr } = await run("dmarc", "report", "report.xml");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      `example.com: p=none, 1 report by receiver.example, 2025-11-30
  source          in the spec  messages  pass    DKIM  SPF  lost at p=quarantine
  192.0.2.0/24    no           98        100.0%  98    0    0
  203.0.113.0/24  no           2           0.0%  0     0    2
  at p=quarantine, 98.0% of 100 messages would be delivered, 2 quarantined

no report about example.org

stacks/prod/example.com.yaml:4:1: warning feedback-unauthorized
  2 of 2 messages of example.com from 203.0.113.9 fail DMARC (without a valid DKIM signature, SPF does not pass), so at p=quarantine they are quarantined
  help: if it is yours, have it sign with DKIM as example.com and publish the key under dkim, or add ip4: [203.0.113.9] under spf and have it send with an envelope address of example.com; --except 203.0.113.0/24 leaves it out if it is not yours

1 report; 100 messages of 1 domain, 98.0% of which pass
`.replace("  0.0%", "0.0%  "),
    );
  });

  test.each([
    ["a maildir", "maildir", 2, 101],
    ["a mailbox", "box.mbox", 2, 101],
    ["several paths, of which one holds what others do", "report.xml maildir box.mbox", 2, 101],
  ])("reads %s", async (_, paths, read, messages) => {
    const { stdout } = await run("dmarc", "report", ...paths.split(" "), "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({ reports: { read }, summary: { messages, lost: 2 } });
  });

  test("reads a folder whatever its files are called, and says what is broken or seen twice", async () => {
    const { code, stdout } = await run("dmarc", "report", "one", "--format", "json");
    const { reports, findings } = JSON.parse(stdout);
    expect({ code, reports }).toEqual({
      code: 1,
      reports: { read: 1, duplicates: 1, failures: 0, others: 1 },
    });
    expect(findings.map(({ code: id, file }: { code: string; file: string }) => `${id} ${file}`)).toEqual([
      "feedback-unreadable one/broken.xml",
      "feedback-unreadable one/link.xml",
      "feedback-duplicate one/report.wrong",
      "feedback-unauthorized stacks/prod/example.com.yaml",
    ]);
  });

  test.each([
    ["report.xml --gate 98", 0],
    ["report.xml --gate 98.1", 1],
    ["report.xml --gate 99.5%", 1],
    ["report.xml --gate 99.5 --except 203.0.113.0/24", 0],
    ["report.xml --gate 99.5 --only example.com --quiet", 1],
  ])("%s: exit code %d", async (words, code) => {
    expect(await run("dmarc", "report", ...words.split(" "))).toMatchObject({ code });
  });

  test.each([
    ["nosuch", "nosuch does not exist"],
    ["other", "no DMARC aggregate report in other (1 other files or parts of mails were looked at)"],
    ["tls.json", "no DMARC aggregate report in tls.json (1 other files or parts of mails were looked at)"],
    [
      "report.xml --gate much",
      '"much" is not a percentage for --gate: write one from 0 to 100, such as 99.5',
    ],
    ["report.xml --gate 101", '"101" is not a percentage for --gate: write one from 0 to 100, such as 99.5'],
    ["report.xml --only example.net", 'no report is about "example.net"'],
    ["report.xml --specs nosuch", "nosuch does not exist"],
  ])("cannot run: %s", async (words, message) => {
    expect(await run("dmarc", "report", ...words.split(" "))).toEqual({
      code: 2,
      stdout: "",
      stderr: `mailzone: ${message}\n`,
    });
  });

  test("says which source no report has, and that there are no specs", async () => {
    const { stderr } = await run("dmarc", "report", "report.xml", "--except", "sendgird");
    expect(stderr).toBe('--except: no report has mail from "sendgird"\n');
    const beside = await mailzoneHere(["dmarc", "report", "../report.xml"], join(folder, "other"));
    expect(beside.stderr).toBe(
      "there is no folder stacks, so it is not known who sends for you: name your specs with --specs\n",
    );
    expect(beside.stdout).toContain("no spec has example.com: write one with mailzone new example.com");
  });

  test("shows nothing of a hostile organization that a terminal or a CI system would obey", async () => {
    const odd = aggregate({ org: "&#x9b;31m::error::x&#x202e;" });
    writeFileSync(join(folder, "odd.xml"), odd);
    for (const format of ["text", "json"]) {
      const { stdout } = await run("dmarc", "report", "odd.xml", "--format", format);
      expect(stdout).not.toMatch(/[\u009b\u202e]/);
    }
  });
});

describe("mailzone tlsrpt report", () => {
  test("shows which connections fail, and what to do", async () => {
    const { code, stdout, stderr } = await run("tlsrpt", "report", "tls.json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`example.com: 1 report by receiver.example, 2026-11-01
  10 connections, 90.0% successful
  failed  result               host            policy  delivered
  1       certificate-expired  mx.example.com  sts     no

no report about example.org

stacks/prod/example.com.yaml:1:9: warning feedback-tls
  1 connection for example.com failed (certificate-expired): mx.example.com has a certificate that has expired; senders do not deliver this mail
  help: renew the certificate of mx.example.com

1 report; 10 connections to 1 domain, 90.0% successful
`);
  });

  test("has no report in what is about DMARC", async () => {
    expect(await run("tlsrpt", "report", "report.xml")).toMatchObject({ code: 2, stdout: "" });
  });
});

test.each([
  ["dmarc-report", ["dmarc", "report", "one"]],
  ["dmarc-report", ["dmarc", "report", "report.xml", "--gate", "100"]],
  ["tlsrpt-report", ["tlsrpt", "report", "tls.json"]],
])("%s.schema.json describes what %j prints", async (name, words) => {
  const { stdout } = await run(...words, "--format", "json");
  expect(faults(schema(name), JSON.parse(stdout))).toEqual([]);
});
