/** The key that signs zones on Route 53, for stacks of tests. */
import type { Route53Settings } from "../../sandbox/clouds/route53/record.ts";
import { cloudOf } from "../../src/cloud/clouds.ts";
import { providerUrn } from "../../src/plan/provider-name.ts";
import type { TestStack } from "./test-stack.ts";
import { succeeded } from "./three-clouds.ts";

export const KMS_KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** A stack's config with the KMS key. */
export const signedWith = (kmsKey: string) => ({
  "mailzone:accounts": { route53: { default: { kmsKey } } },
});

/** Takes a zone's newest key that Route 53 has into the state, as docs/dnssec.md says. */
export async function importSigningKey(stack: TestStack, zone: string): Promise<void> {
  const id = stack.withStore((store) => {
    const found = store.zones<Route53Settings>("route53").find(({ name }) => name === zone);
    return `${found?.id},${found?.settings.keys?.at(-1)?.name}`;
  });
  const provider = `route53=${providerUrn({ project: "mailzone", stack: "test" }, { cloud: cloudOf("route53") })}`;
  const resource = ["aws:route53/keySigningKey:KeySigningKey", zone, id];
  const how = ["--provider", provider, "--protect=false", "--generate-code=false", "--stack", "test"];
  succeeded(await stack.pulumi("import", ...resource, ...how, "--yes"));
}
