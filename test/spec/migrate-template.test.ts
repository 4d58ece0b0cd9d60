/** A Domain Connect template as the provider that the mail leaves. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { loadPaths } from "../../src/pipeline.ts";
import { recordsOf } from "./zone-of.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-migrate-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a template to move from keeps what sending needs until the end, and its client names until the switch", () => {
  const old = {
    ...{ providerId: "example.net", providerName: "Old", serviceId: "mail", serviceName: "Mail", version: 1 },
    records: [
      { type: "MX", host: "@", pointsTo: "mx.old.example.net", priority: 10, ttl: 3600 },
      { type: "SPFM", host: "@", spfRules: "include:spf.old.example.net" },
      { type: "CNAME", host: "s1._domainkey", pointsTo: "s1.dkim.old.example.net", ttl: 3600 },
      { type: "CNAME", host: "imap", pointsTo: "imap.old.example.net", ttl: 3600 },
    ],
  };
  const at = (phase: string): string[] => {
    writeFileSync(join(folder, "old.json"), JSON.stringify(old));
    writeFileSync(
      join(folder, "a.yaml"),
      `domain: example.com\ndns: route53\nmailbox: alibaba-mail-enterprise\nmigrate: {from: {template: old.json}, phase: ${phase}}\n`,
    );
    return recordsOf(loadPaths(["a.yaml"], folder)).sort();
  };
  const [key, imap] = ["s1._domainkey CNAME s1.dkim.old.example.net.", "imap CNAME imap.old.example.net."];
  expect(at("prepare")).toEqual([
    "@ MX 10 mx.old.example.net.",
    '@ TXT "v=spf1 include:spf.old.example.net include:spf.qiye.aliyun.com ~all"',
    imap,
    key,
  ]);
  const fresh = ["@ MX 10 mxw.mxhichina.com.", "@ MX 5 mxn.mxhichina.com."];
  expect(at("switch")).toEqual([
    ...fresh,
    '@ TXT "v=spf1 include:spf.qiye.aliyun.com include:spf.old.example.net ~all"',
    key,
  ]);
  expect(at("finish")).toEqual([...fresh, '@ TXT "v=spf1 include:spf.qiye.aliyun.com -all"']);
});
