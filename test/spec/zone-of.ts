/** What a spec publishes and what is found in it, in one line a record and a finding. */
import type { Loaded } from "../../src/load.ts";
import { loadText } from "../../src/load.ts";
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

/** `LINE:COLUMN CODE` of every finding. */
export function findingsOf(loaded: Loaded): string[] {
  return loaded.findings.map(({ place, code }) => `${place?.line}:${place?.column} ${code}`);
}

/** `CODE: message (help)` of every error. */
export function errorsOf(loaded: Loaded): string[] {
  return loaded.findings.flatMap(({ severity, code, message, help }) =>
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
