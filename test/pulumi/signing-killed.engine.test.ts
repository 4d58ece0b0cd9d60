/**
 * Runs that sign zones, or stop doing so, end in the middle of it: after what the screen then says and one `up` each zone is signed,
 * or is not, with one key that is in the state.
 */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { CloudflareSettings } from "../../sandbox/clouds/cloudflare/record.ts";
import type { Route53Settings } from "../../sandbox/clouds/route53/record.ts";
import type { FaultMode } from "../../sandbox/faults.ts";
import type { StoredZone } from "../../sandbox/store.ts";
import { parked } from "../fleet/project.ts";
import { type OddServer, respond, startOddServer } from "../live/dns/odd-server.ts";
import { crash, faultsWaiting } from "./recover-crash.ts";
import { importSigningKey, KMS_KEY, signedWith } from "./signing-key.ts";
import { TestStack } from "./test-stack.ts";
import { succeeded } from "./three-clouds.ts";

jest.setTimeout(600_000);

const CLOUDS = ["route53", "cloudflare"] as const;
const nameOn = (cloud: string, round: string): string => `${round}-${cloud}.example`;

let stack: TestStack;
let servers: OddServer;
beforeAll(async () => {
  stack = await TestStack.make(signedWith(KMS_KEY));
  // no zone above has a DS record
  servers = await startOddServer((asked) => [respond(asked, [])]);
  stack.setEnvironment({ MAILZONE_DNS: `127.0.0.1:${servers.server.port}` });
});
afterAll(async () => {
  await stack?.remove();
  await servers?.close();
});

const specs: Record<string, string> = {};
function write(round: string, dnssec: boolean): void {
  for (const cloud of CLOUDS) {
    specs[`${cloud}-${round}.yaml`] = parked(
      nameOn(cloud, round),
      `{cloud: ${cloud}, create: true, dnssec: ${dnssec}}`,
    );
  }
  stack.write(specs, { zones: false });
}

/** How the clouds have the zones of a round: Route 53's with the states of its keys. */
const standing = (round: string) =>
  stack.withStore((store) => {
    const isOf = ({ cloud, name }: StoredZone): boolean => name === nameOn(cloud, round);
    const route53 = store.zones<Route53Settings>("route53").find(isOf)?.settings;
    const cloudflare = store.zones<CloudflareSettings>("cloudflare").find(isOf)?.settings;
    return {
      route53: [route53?.isSigning, ...(route53?.keys ?? []).map(({ status }) => status)],
      cloudflare: cloudflare?.dnssec?.status,
    };
  });

const SIGNED = { route53: [true, "ACTIVE"], cloudflare: "pending" };

type Actions = Readonly<Partial<Record<(typeof CLOUDS)[number], string>>>;

/** An `up` that these calls never come back from, and whose engine is killed then; or whose plugin dies at such a call. */
async function interrupted(mode: FaultMode, actions: Actions): Promise<void> {
  for (const cloud of CLOUDS) {
    const action = actions[cloud];
    if (action !== undefined) stack.spoil({ cloud, action, mode });
  }
  if (mode.startsWith("hang")) {
    expect(await crash(stack, () => faultsWaiting(stack) === 0)).toBeUndefined();
  } else expect((await stack.up()).code).not.toBe(0);
  expect(faultsWaiting(stack)).toBe(0);
}

/** What the screen says until an `up` succeeds. */
async function asTheScreenSays(round: string): Promise<void> {
  const recovered = succeeded(await stack.mailzone("recover", "test", "--yes"));
  const run = await stack.up();
  if (run.code === 0) return;
  expect(run.text).toContain("KeySigningKeyAlreadyExists");
  expect(recovered.text).toContain("KeySigningKeyAlreadyExists, it is there: import it (docs/dnssec.md)");
  await importSigningKey(stack, nameOn("route53", round));
  succeeded(await stack.up());
}

test.each<[string, FaultMode, Actions]>([
  ["the key was made, the engine killed", "hang-after", { route53: "createKey", cloudflare: "editDnssec" }],
  ["nothing was done, the engine killed", "hang", { route53: "createKey", cloudflare: "editDnssec" }],
  ["the zone was signed, the plugin died", "die-after", { route53: "enableSigning" }],
])("signing: %s", async (_, mode, actions) => {
  const round = `${actions["route53"]}-${mode}`.toLowerCase();
  write(round, true);
  await interrupted(mode, actions);
  await asTheScreenSays(round);
  expect(standing(round)).toEqual(SIGNED);
  succeeded(await stack.preview("--expect-no-changes"));
});

test("no longer signing: it was switched off, the engine killed", async () => {
  const round = "off";
  write(round, true);
  succeeded(await stack.up());
  expect(standing(round)).toEqual(SIGNED);
  write(round, false);
  await interrupted("hang-after", { route53: "disableSigning", cloudflare: "editDnssec" });
  await asTheScreenSays(round);
  expect(standing(round)).toEqual({ route53: [false, "INACTIVE"], cloudflare: "disabled" });
  succeeded(await stack.preview("--expect-no-changes"));
});
