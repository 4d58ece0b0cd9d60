/**
 * A domain's consent to DMARC reports about others (RFC 9990 §4) with the real engine: published with the policy that needs it, taken
 * away with it, and across two stacks only as the finding says.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { observe } from "../../src/live/observe.ts";
import { allClouds, TestStack } from "./test-stack.ts";
import { succeeded } from "./three-clouds.ts";

jest.setTimeout(400_000);

/** Each cloud's own takes the reports of both domains; these are on the other two clouds. */
const collectorOn = (cloud: Cloud): string => `collector-${cloud}.example`;
const REPORTERS = ["one.example", "two.example"];
const OTHERS = { "one.example": "route53", "two.example": "alidns" } as const;

const collector = (cloud: Cloud, more = ""): string =>
  `domain: ${collectorOn(cloud)}\ndns: ${cloud}\nmailbox: tencent-exmail\nttl: 600\ndmarc: {policy: none}\nrecords:\n  - {name: reports, type: MX, value: 10 mx.example.net}\n${more}`;

/** With reports to the mailbox of each cloud's collector, below its name. */
const reporter = (domain: keyof typeof OTHERS, to: readonly string[]): string => {
  const rua = to.map((host) => `"mailto:dmarc@${host}"`).join(", ");
  return `domain: ${domain}\ndns: ${OTHERS[domain]}\nmailbox: tencent-exmail\nttl: 600\ndmarc: {policy: none, rua: [${rua}]}\n`;
};
const ALL = allClouds.map((cloud) => `reports.${collectorOn(cloud)}`);

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write({
    ...Object.fromEntries(allClouds.map((cloud) => [`collector-${cloud}.yaml`, collector(cloud)])),
    "one.yaml": reporter("one.example", ALL),
    "two.yaml": reporter("two.example", ALL),
  });
  succeeded(await stack.up());
});
afterAll(() => stack.remove());

const change = (name: string, text: string): void => writeFileSync(join(stack.specs, name), text);

/** What a receiver finds, of each collector: the domains of which it may send it reports. */
async function consents(): Promise<string[][]> {
  return await Promise.all(
    allClouds.map(async (cloud) => {
      const resolver = await stack.resolver(cloud);
      const found = REPORTERS.map(async (domain) => {
        const name = `${domain}._report._dmarc.reports.${collectorOn(cloud)}.`;
        return (await observe(resolver, name, "TXT")).includes('"v=DMARC1"') ? [domain] : [];
      });
      return (await Promise.all(found)).flat();
    }),
  );
}
const eachHas = (...domains: readonly string[]): readonly (readonly string[])[] =>
  allClouds.map(() => domains);

/** Of all stacks, as in a repository's CI. */
async function gaps(): Promise<{ message: string; help: string }[]> {
  const { stdout } = await stack.mailzone("check", "stacks", "--format", "json");
  const { findings } = JSON.parse(stdout) as { findings: { code: string; message: string; help: string }[] };
  return findings.filter(({ code }) => code === "fleet-consent-gap");
}

test("the consent is published with the policy, in the zone of the other domain, and a second run changes nothing", async () => {
  expect(await consents()).toEqual(eachHas(...REPORTERS));
  succeeded(await stack.preview("--expect-no-changes"));
});

test("when reports go elsewhere, the consent goes without a question; that to the other domain stays", async () => {
  change("one.yaml", reporter("one.example", ["one.example"]));
  succeeded(await stack.up());
  expect(await consents()).toEqual(eachHas("two.example"));
  change("one.yaml", reporter("one.example", ALL));
  succeeded(await stack.up());
  expect(await consents()).toEqual(eachHas(...REPORTERS));
});

test("when the domain goes to another stack, what the check says keeps the consent", async () => {
  succeeded(await stack.pulumi("stack", "init", "other"));
  const configs = ["test", "other"].map((name) => join(stack.folder, `stacks/Pulumi.${name}.yaml`));
  writeFileSync(configs[1] as string, readFileSync(configs[0] as string));
  mkdirSync(join(stack.folder, "stacks/other"));
  renameSync(join(stack.specs, "one.yaml"), join(stack.folder, "stacks/other/one.yaml"));
  const found = await gaps();
  expect(found.map(({ message }) => message).sort()).toEqual(
    ALL.toSorted().map((host) =>
      expect.stringContaining(`${host} does not consent to DMARC reports for one.example`),
    ),
  );
  succeeded(await stack.mailzone("move", "one.example", "--from", "test", "--to", "other", "--yes"));
  expect(succeeded(await stack.preview()).text).toMatch(/- 3 to delete/);
  const [record, ...others] = new Set(
    found.map(({ help }) => /^add (\{.*\}) to the records of/.exec(help)?.[1]),
  );
  expect(others).toEqual([]);
  for (const cloud of allClouds) change(`collector-${cloud}.yaml`, collector(cloud, `  - ${record}\n`));
  expect(await gaps()).toEqual([]);
  // the same resource, so that there is no moment without
  succeeded(await stack.preview("--expect-no-changes"));
  succeeded(await stack.pulumi("up", "--yes", "--skip-preview", "--stack", "other"));
  expect(await consents()).toEqual(eachHas(...REPORTERS));
});
