/** Reads TLS reports (RFC 8460 §4.4), and is lenient where senders are known to differ. */
import { isMap, mapOf, type Values } from "../../source/map.ts";
import { absolute, type Name } from "../../zone/name.ts";
import { decoded } from "../decode.ts";
import { ReportFault } from "../report-fault.ts";
import { TLS_POLICIES, TLS_RESULTS, type TlsFailure, type TlsPolicy, type TlsReport } from "./tls-report.ts";

/** Sums of these stay exact. */
const MOST_SESSIONS = 1e12;

/** @throws ReportFault: `other` for JSON that is no such report */
export function readTlsReport(octets: Uint8Array): TlsReport {
  const text = decoded(octets);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (!/"(?:organization-name|policies)"/.test(text)) throw new ReportFault("other", "it is no report");
    throw new ReportFault("unreadable", `it is not valid JSON: ${(error as Error).message}`);
  }
  if (!isMap(document) || !Array.isArray(document["policies"]))
    throw new ReportFault("other", "it has no policies");
  const range = mapAt(document, "date-range");
  return {
    organization: textAt(document, "organization-name") ?? "unknown",
    id: textAt(document, "report-id"),
    begin: timeAt(range, "start-datetime"),
    end: timeAt(range, "end-datetime"),
    policies: document["policies"].flatMap(policyOf),
  };
}

function policyOf(entry: unknown): readonly TlsPolicy[] {
  if (!isMap(entry)) return [];
  const policy = mapAt(entry, "policy");
  const summary = mapAt(entry, "summary");
  const domain = nameAt(policy, "policy-domain");
  if (domain === undefined) return [];
  const type = textAt(policy, "policy-type")?.toLowerCase();
  const details = entry["failure-details"];
  const failures = (Array.isArray(details) ? details : []).flatMap(failureOf);
  const failed = countAt(summary, "total-failure-session-count");
  return [
    {
      domain,
      type: TLS_POLICIES.find((one) => one === type) ?? "no-policy-found",
      isTesting: [policy["policy-string"]].flat().some(isTestingMode),
      successful: countAt(summary, "total-successful-session-count") ?? 0,
      failed: failed ?? failures.reduce((sum, { sessions }) => sum + sessions, 0),
      failures,
    },
  ];
}

/** A line of the policy, or some senders' whole policy. */
const isTestingMode = (lines: unknown): boolean =>
  String(lines)
    .split("\n")
    .some((line) => /^mode\s*:\s*testing/i.test(line.trim()));

function failureOf(entry: unknown): readonly TlsFailure[] {
  if (!isMap(entry)) return [];
  const said = textAt(entry, "result-type")?.toLowerCase();
  return [
    {
      result: TLS_RESULTS.find((one) => one === said) ?? "validation-failure",
      host: nameAt(entry, "receiving-mx-hostname"),
      address: textAt(entry, "receiving-ip"),
      sessions: countAt(entry, "failed-session-count") ?? 0,
    },
  ];
}

const mapAt = (map: Values, key: string): Values => mapOf(map[key]);

const textAt = (map: Values, key: string): string | undefined => {
  const value = map[key];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
};

/** Some senders write numbers as texts. */
function countAt(map: Values, key: string): number | undefined {
  const value = Number(textAt(map, key) ?? (typeof map[key] === "number" ? map[key] : Number.NaN));
  return Number.isInteger(value) && value >= 0 && value <= MOST_SESSIONS ? value : undefined;
}

function timeAt(map: Values, key: string): number | undefined {
  const time = Date.parse(textAt(map, key) ?? "");
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

function nameAt(map: Values, key: string): Name | undefined {
  const text = textAt(map, key);
  return text === undefined || text.length > 253 || text === "." ? undefined : absolute(text);
}
