/** Route 53, by @pulumi/aws. */
import { createRequire } from "node:module";
import type { Listed } from "../../cloud/listing.ts";
import { atOnce } from "../../live/at-once.ts";
import { absolute } from "../../zone/name.ts";
import { type AccountZone, type CloudSdk, serversOf } from "./cloud-sdk.ts";
import { once } from "./once.ts";

const require = createRequire(import.meta.url);

/** Loaded when first used: who publishes to other clouds alone need not install it. */
const sdk = once(() => ({
  ...(require("@pulumi/aws/provider.js") as typeof import("@pulumi/aws/provider.js")),
  ...(require("@pulumi/aws/route53/getRecords.js") as typeof import("@pulumi/aws/route53/getRecords.js")),
  ...(require("@pulumi/aws/route53/getZone.js") as typeof import("@pulumi/aws/route53/getZone.js")),
  ...(require("@pulumi/aws/route53/getZones.js") as typeof import("@pulumi/aws/route53/getZones.js")),
  ...(require("@pulumi/aws/route53/hostedZoneDnsSec.js") as typeof import("@pulumi/aws/route53/hostedZoneDnsSec.js")),
  ...(require("@pulumi/aws/route53/keySigningKey.js") as typeof import("@pulumi/aws/route53/keySigningKey.js")),
  ...(require("@pulumi/aws/route53/record.js") as typeof import("@pulumi/aws/route53/record.js")),
  ...(require("@pulumi/aws/route53/zone.js") as typeof import("@pulumi/aws/route53/zone.js")),
}));

export const route53: CloudSdk = {
  credential: "profile",
  // Route 53 is global, but its provider requires a region: the environment's, else a usual one
  provider: (name, args) =>
    new (sdk().Provider)(name, {
      region: (process.env["AWS_REGION"] ?? "us-east-1") as "us-east-1",
      ...args,
    }),
  record: (name, args, options) => new (sdk().Record)(name, args as never, options),
  zoneResource: (name, args, options) => new (sdk().Zone)(name, args as never, options),
  signing: (token, name, args, options) => {
    const { KeySigningKey, HostedZoneDnsSec } = sdk();
    return token === "aws:route53/keySigningKey:KeySigningKey"
      ? new KeySigningKey(name, args as never, options)
      : new HostedZoneDnsSec(name, args as never, options);
  },
  facts: ({ zoneId, nameServers }) => ({ id: String(zoneId), nameServers: serversOf(nameServers) }),
  async zone(name, options) {
    return this.facts({ ...(await sdk().getZone({ name, privateZone: false }, options)) });
  },
  zoneIfThere(name, options) {
    return this.zone(name, options);
  },
  async zones(options) {
    const { ids } = await sdk().getZones(options);
    const zones: AccountZone[] = [];
    // ids alone; the provider waits and retries by itself when it is throttled
    await atOnce(4, ids, async (zoneId) => {
      const { name, privateZone } = await sdk().getZone({ zoneId }, options);
      if (privateZone !== true) zones.push({ name: absolute(name), id: zoneId });
    });
    return zones;
  },
  async records({ id }, options) {
    const { resourceRecordSets } = await sdk().getRecords({ zoneId: id ?? "" }, options);
    return resourceRecordSets as unknown as Listed[];
  },
};
