/**
 * What people would write by hand: the same records, one resource each, with the same deep import, and no checks.
 * With BENCH_NO_TRACES it also turns off the stack traces that the SDK takes, which few people would think of.
 */
import { readFileSync } from "node:fs";
import { DnsRecord, type DnsRecordArgs } from "@pulumi/cloudflare/dnsRecord.js";

if (process.env["BENCH_NO_TRACES"]) Error.stackTraceLimit = 0;

const records: readonly { name: string; args: DnsRecordArgs }[] = JSON.parse(
  readFileSync(process.env["BENCH_RECORDS"] ?? "", "utf8"),
);
for (const { name, args } of records) new DnsRecord(name, args);
