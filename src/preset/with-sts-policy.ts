/** Adds to a domain the MTA-STS policy that its spec has, and the records that announce it and lead to its web server. */
import type { Finding } from "../finding.ts";
import { quote } from "../finding.ts";
import { composeMtaSts, printStsPolicy, stsId } from "../mail/mta-sts.ts";
import { isUnderWay, type Step } from "../spec/migration.ts";
import type { Spec } from "../spec/spec.ts";
import { type Name, ownerName, targetName, withoutDot } from "../zone/name.ts";
import { compareText } from "../zone/order.ts";
import { isNullMx, parseAddress, type Rdata } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { Domain } from "./domain.ts";
import { type OwnStsPolicy, stsHostOf, stsPattern } from "./own-sts-policy.ts";

/** A week: long enough that an attacker cannot wait for it, short enough for mistakes (§3.2 asks for weeks). */
const USUAL_AGE = 604_800;
/** A day, as §8.3 has it for a policy that ends. */
const AGE_OF_NONE = 86_400;

/** The domain with its policy and the records for it, at every step of its migration. */
export function withStsPolicy(domain: Domain): {
  readonly domain: Domain;
  readonly findings: readonly Finding[];
} {
  const { spec, steps } = domain;
  if (spec.input.mtaSts === undefined) return { domain, findings: [] };
  const { records: leading, findings } = leadingRecords(spec);
  const complete = (one: Domain, step: Step | undefined): Domain => {
    const policy = policyOf(one, hostsAt(one, step, steps));
    return { ...one, records: [...one.records, announcement(spec, policy), ...leading], stsPolicy: policy };
  };
  const phase = spec.migration?.phase;
  const whole = complete(domain, phase);
  if (steps === undefined) return { domain: whole, findings };
  const completed = new Map(
    [...steps].map(([step, one]) => [step, step === phase ? whole : complete(one, step)] as const),
  );
  return { domain: { ...whole, steps: completed }, findings };
}

/** The MX hosts of a domain; while two providers are in use, those of both, so that the switch needs no other policy. */
function hostsAt(domain: Domain, step: Step | undefined, steps: Domain["steps"]): readonly string[] {
  const both = step !== undefined && isUnderWay(step) ? [...(steps ?? [])] : [];
  const all = [domain, ...both.flatMap(([at, one]) => (isUnderWay(at) ? [one] : []))];
  const hosts = all.flatMap(({ spec, records }) =>
    records.flatMap(({ name, data }) =>
      name === spec.domain && data.type === "MX" && !isNullMx(data) ? [withoutDot(data.exchange)] : [],
    ),
  );
  return [...new Set(hosts)].sort(compareText);
}

function policyOf({ spec }: Domain, hosts: readonly string[]): OwnStsPolicy {
  const { mode, maxAge, mx = "auto", host } = spec.input.mtaSts as NonNullable<Spec["input"]["mtaSts"]>;
  const isAuto = mx === "auto";
  const fields = {
    mode,
    maxAge: maxAge ?? (mode === "none" ? AGE_OF_NONE : USUAL_AGE),
    mx: isAuto ? hosts : [...new Set(mx.map((one) => stsPattern(one, spec.domain)))].sort(compareText),
  };
  const text = printStsPolicy({ ...fields, others: [] });
  return { ...fields, isAuto, host, text, id: stsId(text) };
}

const recordOf = (spec: Spec, name: Name, data: Rdata, key?: "server"): ZoneRecord => {
  const path = key === undefined ? (["mtaSts"] as const) : (["mtaSts", key] as const);
  return { name, ttl: spec.ttl, data, origin: { place: spec.source.keyPlace(path), path } };
};

const announcement = (spec: Spec, { text }: OwnStsPolicy): ZoneRecord =>
  recordOf(spec, ownerName("_mta-sts", spec.domain), { type: "TXT", text: composeMtaSts(text) });

/** What leads to the web server: a CNAME to its name, or its addresses. */
function leadingRecords(spec: Spec): {
  readonly records: readonly ZoneRecord[];
  readonly findings: readonly Finding[];
} {
  const { server, host } = spec.input.mtaSts ?? {};
  if (server === undefined) return { records: [], findings: [] };
  const { domain, source } = spec;
  const refuse = (at: readonly (string | number)[], message: string, help: string): Finding => ({
    code: "spec-value",
    severity: "error",
    message,
    help,
    place: source.place(["mtaSts", ...at]),
  });
  if (host !== "static") {
    const who = host === "cloudflare-worker" ? "a Worker" : "something else";
    const message = `server has no effect with host: ${host}, since ${who} serves the policy`;
    return { records: [], findings: [refuse(["server"], message, "delete server, or write host: static")] };
  }
  const texts = typeof server === "string" ? [server] : server;
  const found = texts.map((text, i): ZoneRecord | Finding => {
    const address = addressOf(text.trim());
    const name = stsHostOf(domain);
    if (address !== undefined) return recordOf(spec, name, address, "server");
    if (texts.length === 1) {
      return recordOf(spec, name, { type: "CNAME", target: targetName(text.trim(), domain) }, "server");
    }
    return refuse(
      ["server", i],
      `${quote(text)} is one of several servers of the policy, but it is not an IP address`,
      "list addresses alone, or give one name, which becomes a CNAME",
    );
  });
  return {
    records: found.flatMap((one) => ("data" in one ? [one] : [])),
    findings: found.flatMap((one) => ("code" in one ? [one] : [])),
  };
}

const addressOf = (text: string): Rdata | undefined => parseAddress("A", text) ?? parseAddress("AAAA", text);
