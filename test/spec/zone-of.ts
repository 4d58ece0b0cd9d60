/** What a spec publishes and what is found in it, in one line a record and a finding. */
import type { Finding } from "../../src/finding.ts";
import type { Loaded } from "../../src/pipeline.ts";
import { loadText } from "../../src/pipeline.ts";
import { zoneJson } from "../../src/report/json.ts";

/** `OWNER TYPE DATA` of every record, owners relative to example.com, on one cloud. */
export function recordsOf(loaded: Loaded, cloud?: string): string[] {
  return zoneJson(loaded.zones)
    .zones.filter((zone) => cloud === undefined || zone.cloud === cloud)
    .flatMap(({ rrsets }) =>
      rrsets.flatMap(({ name, type, data }) => data.map((one) => `${relative(name)} ${type} ${one}`)),
    );
}

function relative(name: string): string {
  if (name === "example.com.") return "@";
  return name.endsWith(".example.com.") ? name.slice(0, -".example.com.".length) : name;
}

/** Codes about the grammar. Checks of what is published have tests of their own, and more come. */
const GRAMMAR =
  /^(?:spec-|yaml-|file-|preset-|rr-(?:syntax|duplicate|ttl-range|type-supported)|name-(?:syntax|idna|outside-zone)|fleet-dup-domain|mx-(?:null-provider|target-unmanaged|pref-range)|spf-single|dmarc-p-value)/;

/** The findings about the grammar. */
export function grammarOf({ findings }: Loaded): Finding[] {
  return findings.filter(({ code }) => GRAMMAR.test(code));
}

/** `LINE:COLUMN CODE` of every finding about the grammar. */
export function findingsOf(loaded: Loaded): string[] {
  return grammarOf(loaded).map(({ place, code }) => `${place?.line}:${place?.column} ${code}`);
}

/** `CODE: message (help)` of every error about the grammar. */
export function errorsOf(loaded: Loaded): string[] {
  return grammarOf(loaded).flatMap(({ severity, code, message, help }) =>
    severity === "error" ? [`${code}: ${message} (${help})`] : [],
  );
}

/** The text as a spec, below which stands what it does not say: example.com, on Route 53, receive-only. */
export function load(text: string): Loaded {
  const rest = [
    ...(/^domains?:/m.test(text) ? [] : ["domain: example.com"]),
    ...(/^dns:/m.test(text) ? [] : ["dns: route53"]),
    ...(/^(mode|mailbox|senders):/m.test(text) ? [] : ["mode: receive-only"]),
  ];
  return loadText("f.yaml", `${[text, ...rest].join("\n")}\n`);
}
