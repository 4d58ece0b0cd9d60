/** The component for your own Pulumi programs. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { ComponentResourceOptions } from "@pulumi/pulumi/resource.js";
import type { ZoneFacts } from "../cloud/listing.ts";
import type { Finding } from "../finding.ts";
import { loadSpec } from "../pipeline.ts";
import { planZones } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import type { SpecInput } from "../spec/schema.ts";
import { withoutDot } from "../zone/name.ts";
import { countRecords } from "../zone/rrset.ts";
import { accountIdOf } from "./accounts.ts";
import { missingSdks } from "./cloud-sdk/cloud-sdks.ts";
import { MailDomain } from "./mail-domain.ts";
import { registerResources } from "./records.ts";
import { refuseErrors } from "./refuse.ts";
import { tellWaived, warn } from "./warn.ts";
import { findZoneIds } from "./zone-ids.ts";

/** `dns-create`: a constructor cannot wait to learn whether the zone exists, and Route 53 would create a second one. */
function cannotCreate({ name, cloud, create }: Zone): Finding[] {
  if (create === undefined) return [];
  return [
    {
      code: "dns-create",
      severity: "error",
      message: `a MailZone cannot create the zone ${withoutDot(name)}, because it cannot check first whether the zone exists`,
      help: `create the zone in your program, and pass its id: zoneIds: { ${cloud.id}: zone.id }`,
      domain: withoutDot(create.domain),
      place: create.place,
    },
  ];
}

/** The mail of the domain: the keys of a spec (docs/specs.md), without `domain`. */
export type MailZoneArgs = Omit<SpecInput, "domain" | "domains"> & {
  /** Ids of zones that the same program creates, by cloud; otherwise the zone is looked up by name. */
  readonly zoneIds?: Partial<Record<CloudId, Input<string>>>;
};

/**
 * The checked mail records of one domain, for a Pulumi program of your own:
 *
 *     new MailZone("example.com", { dns: "cloudflare", mailbox: "tencent-exmail" });
 *
 * Records use the component's `provider` or `providers`, else each cloud's default provider.
 * Errors in the spec end the program before any of its records is registered.
 */
export class MailZone extends MailDomain {
  /** Number of DNS records in the domain's RRsets, on all clouds together. */
  readonly records: number;

  readonly #found = new Map<Zone, Promise<ZoneFacts>>();

  constructor(domain: string, args: MailZoneArgs, options: ComponentResourceOptions = {}) {
    super(domain, args.protect === true ? { protect: true, ...options } : options);
    const { zoneIds = {}, ...spec } = args;
    const { zones, findings, waived } = loadSpec(`MailZone ${domain}`, { ...spec, domain });
    refuseErrors([...findings, ...missingSdks(zones), ...zones.flatMap(cannotCreate)]);
    warn(findings, () => this);
    tellWaived(waived);
    registerResources(planZones(zones), {
      parentOf: () => this,
      optionsOf: () => ({}),
      zoneIdOf: (zone) => zoneIds[zone.cloud.id] ?? this.#factsOf(zone).then(({ id }) => id),
      accountIdOf: (zone) => accountIdOf(zone) ?? this.#factsOf(zone).then(({ accountId = "" }) => accountId),
    });
    this.records = countRecords(zones.flatMap(({ rrsets }) => rrsets));
    this.complete({ records: this.records });
  }

  #factsOf(zone: Zone): Promise<ZoneFacts> {
    const known = this.#found.get(zone);
    if (known !== undefined) return known;
    const facts = this.#lookUp(zone);
    this.#found.set(zone, facts);
    return facts;
  }

  async #lookUp(zone: Zone): Promise<ZoneFacts> {
    const { facts, findings } = await findZoneIds([zone], {}, () => ({ parent: this }));
    refuseErrors(findings);
    return facts.get(zone) as ZoneFacts;
  }
}
