/** The spec lines for what was detected, and how their records differ from the existing ones. */
import { compareFindings, type Finding } from "../../finding.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { printSpec, type SpecDraft, type UseDraft } from "../../spec/print.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import type { MissingParameter } from "../domain.ts";
import { expandText } from "../expand-specs.ts";
import type { Library } from "../library.ts";
import type { Detection } from "./detect.ts";
import { type Differences, differences } from "./differences.ts";
import type { Observed } from "./facts.ts";
import { ownSpfRecords, withOwnParts } from "./own-parts.ts";
import { type Service, servicesOf } from "./service.ts";
import { isWeakerPolicy } from "./weaker-policy.ts";

/** A parameter whose value no record shows. */
export interface Untold {
  readonly provider: string;
  readonly parameter: string;
  readonly required: boolean;
  readonly records: readonly string[];
}

export interface Suggestion extends Differences {
  readonly domain: Name;
  readonly services: readonly Service[];
  readonly untold: readonly Untold[];
  /** The spec, as text; undefined if no preset was found. */
  readonly spec?: string;
  /** Why the lines would not work as they are. */
  readonly findings: readonly Finding[];
}

/** The cloud of a name server, by its name; clouds are above presets (`src/cloud/clouds.ts`). */
export type CloudOfServer = (server: Name) => CloudId | undefined;

/** `dns` is the DNS host; by default that of the name servers. */
export function suggest(
  detections: readonly Detection[],
  records: readonly Observed[],
  domain: Name,
  library: Library,
  cloudOfServer: CloudOfServer,
  dns: CloudId | undefined = dnsHost(records, domain, cloudOfServer),
): Suggestion {
  const services = servicesOf(detections, records, domain);
  if (services.length === 0) {
    const { extra } = differences([], records, domain, services);
    return { domain, services, missing: [], different: [], extra, untold: [], findings: [] };
  }
  const whole = draftOf(services, records, domain, library);
  const {
    spec,
    findings,
    wanted: all,
    missing,
  } = publish(
    {
      ...whole,
      ...(dns === undefined ? {} : { dns }),
    },
    library,
  );
  const wanted = all.filter((one) => !isWeakerPolicy(one, records));
  return {
    domain,
    services,
    ...differences(wanted, records, domain, services),
    untold: missing.map(({ preset, parameter, required, records: ones }) => ({
      provider: preset.askedFor,
      parameter,
      required,
      records: ones,
    })),
    spec,
    findings,
  };
}

/** The parts of a spec for these services, and for what the records say about the domain's SPF and policy. */
export function draftOf(
  services: readonly Service[],
  records: readonly Observed[],
  domain: Name,
  library: Library,
): SpecDraft {
  const presetsAlone = usesOf(services, domain);
  const whole = withOwnParts(presetsAlone, publish(presetsAlone, library).wanted, records, domain, services);
  const others = publish(whole, library).wanted;
  return { ...whole, records: [...(whole.records ?? []), ...ownSpfRecords(others, records, domain)] };
}

interface PublishedDraft {
  readonly spec: string;
  readonly wanted: readonly Observed[];
  readonly missing: readonly MissingParameter[];
  readonly findings: readonly Finding[];
}

/** What a spec would publish; its cloud makes no difference to that. */
function publish(draft: SpecDraft, library: Library): PublishedDraft {
  const spec = printSpec(draft);
  const text = draft.dns === undefined ? `${spec}dns: route53\n` : spec;
  const { domains, findings } = expandText("detected.yaml", text, library);
  return {
    spec,
    wanted: domains.flatMap(({ records }) => records.map(({ name, data }) => ({ name, data }))),
    missing: domains.flatMap(({ missing }) => missing),
    findings: findings.toSorted(compareFindings),
  };
}

function usesOf(services: readonly Service[], domain: Name): SpecDraft {
  const use = ({ id, with: given, groups }: Service): UseDraft => ({ provider: id, with: given, groups });
  const of = (role: Service["role"]): UseDraft[] => services.filter((one) => one.role === role).map(use);
  const [mailbox] = of("mailbox");
  const [gateway] = of("gateway");
  return {
    domain: withoutDot(domain),
    ...(services.some(({ role }) => role === "parked") ? { mode: "parked" } : {}),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(gateway === undefined ? {} : { gateway }),
    senders: of("sender"),
  };
}

/** The cloud of the first of the domain's name servers that belongs to one. */
export function dnsHost(
  records: readonly Observed[],
  domain: Name,
  cloudOfServer: CloudOfServer,
): CloudId | undefined {
  for (const { name, data } of records) {
    const cloud = name === domain && data.type === "NS" ? cloudOfServer(data.target) : undefined;
    if (cloud !== undefined) return cloud;
  }
  return undefined;
}
