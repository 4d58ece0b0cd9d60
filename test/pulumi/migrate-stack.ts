/** A stack whose domains move from one provider to another, seen through the sandbox's DNS. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { observe } from "../../src/live/observe.ts";
import type { StateFile } from "../../src/live/stack-state.ts";
import { checkHost, type SpfDns } from "../../src/mail/check-host.ts";
import type { Phase } from "../../src/spec/schema.ts";
import { absolute, withoutDot } from "../../src/zone/name.ts";
import { type Move, withVendors } from "./migrate-matrix.ts";
import type { Run, TestStack } from "./test-stack.ts";
import { watched } from "./watched.ts";

/** The specs of the moves; the phase is that of the folder's defaults. */
export function specsOf(
  moves: readonly Move[],
  cloud: Cloud,
  phase: Phase | "before",
): Record<string, string> {
  const migrate = phase === "before" ? [] : [`migrate: {phase: ${phase}}`];
  return {
    "defaults.yaml": [`dns: ${cloud}`, "dmarc: {policy: none}", ...migrate, ""].join("\n"),
    ...Object.fromEntries(
      moves.map(({ domain, from, to }) => [
        `${domain}.yaml`,
        phase === "before"
          ? `domain: ${domain}\nmailbox: ${from.use}\n`
          : `domain: ${domain}\nmailbox: ${to.use}\nmigrate: {from: ${from.use}}\n`,
      ]),
    ),
  };
}

/** The MX hosts of a domain as DNS answers, sorted. */
export async function mxInDns(stack: TestStack, cloud: Cloud, domain: string): Promise<string[]> {
  const resolver = await stack.resolver(cloud);
  const answered = await observe(resolver, absolute(domain), "MX");
  return answered.map((text) => withoutDot(text.split(" ").at(-1) ?? "")).sort();
}

/** What SPF says of mail from an address, by the records in DNS. */
export async function spfInDns(
  stack: TestStack,
  cloud: Cloud,
  domain: string,
  address: string,
): Promise<string> {
  const resolver = await stack.resolver(cloud);
  const own: SpfDns = async (name, type) => {
    if (type === "PTR" || !name.endsWith("example.com")) return [];
    const answered = await observe(resolver, absolute(name), type);
    return answered.map((text) =>
      type === "TXT"
        ? (JSON.parse(text.replaceAll('" "', "")) as string)
        : withoutDot(text.split(" ").at(-1) ?? ""),
    );
  };
  const sender = `somebody@${domain}`;
  return (await checkHost({ ip: address, helo: domain, sender }, withVendors(own))).result;
}

/** Runs `up` and asks DNS for the MX of all domains all the while; yields those that had none at some time. */
export async function upWatched(
  stack: TestStack,
  cloud: Cloud,
  domains: readonly string[],
): Promise<{ run: Run; lacking: ReadonlySet<string>; rounds: number }> {
  const look = async (): Promise<string[]> => {
    const lacking: string[] = [];
    for (const domain of domains) {
      if ((await mxInDns(stack, cloud, domain)).length === 0) lacking.push(domain);
    }
    return lacking;
  };
  const { result: run, looks } = await watched(stack.up(), look);
  return { run, lacking: new Set(looks.flat()), rounds: looks.length - 1 };
}

/** Makes the published phases and policies of the state older, as if that time had gone by since. */
export async function age(stack: TestStack, seconds: number): Promise<void> {
  const file = join(stack.folder, "aged.json");
  await stack.pulumi("stack", "export", "--stack", "test", "--file", file);
  const state = JSON.parse(readFileSync(file, "utf8")) as StateFile;
  const earlier = (time: unknown): string =>
    new Date(Date.parse(String(time)) - seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
  for (const { outputs } of state.deployment.resources ?? []) {
    for (const published of [outputs?.["migration"], outputs?.["mtaSts"]]) {
      const times = (published ?? {}) as Record<string, unknown>;
      for (const key of ["since", "notBefore", "keptUntil"])
        if (times[key] !== undefined) times[key] = earlier(times[key]);
    }
  }
  writeFileSync(file, JSON.stringify(state));
  const run = await stack.pulumi("stack", "import", "--stack", "test", "--file", file);
  if (run.code !== 0) throw new Error(run.text);
}

export interface StackOutputs {
  readonly migrations?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export async function outputsOf(stack: TestStack): Promise<StackOutputs> {
  const run = await stack.pulumi("stack", "output", "--json", "--stack", "test");
  return JSON.parse(run.stdout) as StackOutputs;
}
