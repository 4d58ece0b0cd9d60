/** The real engine deploys, repairs, imports and destroys records of every stand-in cloud. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { AlidnsRecord } from "@pulumi/alicloud/dns/alidnsRecord.js";
import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import { DelegationSet } from "@pulumi/aws/route53/delegationSet.js";
import { Record as Route53Record } from "@pulumi/aws/route53/record.js";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import { getZoneOutput } from "@pulumi/cloudflare/getZone.js";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { CustomResourceOptions } from "@pulumi/pulumi/resource.js";
import { Stash } from "@pulumi/pulumi/stash.js";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { type FaultMode, injectFault } from "../../sandbox/faults.ts";
import { ensureSandboxHome, sandboxEnvironment } from "../../sandbox/home.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { engineBin, pulumi } from "./engine.ts";
import { temporaryHome } from "./temporary-home.ts";

const bin = engineBin();
const hasLanguageHost = bin !== undefined && existsSync(join(bin, "pulumi-language-nodejs"));
const home = temporaryHome();
const zone = "example.com";
const minute = 60_000;
const env = sandboxEnvironment(home, bin ?? "");
// All of it, not only what the stacks get: the Automation API asks the engine for its version with this process's own.
Object.assign(process.env, env);
if (!bin)
  process.stderr.write("deployment.engine.test.ts: skipped, no pulumi in $MAILZONE_ENGINE_BIN or on PATH\n");

/** A record in the cloud's own terms. */
type Wanted = readonly [owner: string, type: string, value: string];

/** The record as that cloud's resource; the Stash decides what a change between CNAME and data deletes first. */
function declare(cloud: Cloud, [owner, type, value]: Wanted): void {
  const name = owner === "@" ? zone : `${owner}.${zone}`;
  const kind = type === "CNAME" ? "cname" : "data";
  const key = `${cloud}/${owner}/${type}/${value}`;
  const anchored = (plain: string, property: string): [unknown, CustomResourceOptions] => {
    const known = anchors.get(`${cloud}/${owner}`);
    const anchor =
      known ??
      new Stash(
        `${cloud}/${owner}`,
        { input: kind },
        { deleteBeforeReplace: true, replaceOnChanges: ["input"] },
      );
    anchors.set(`${cloud}/${owner}`, anchor);
    return [anchor.urn.apply(() => plain), { deleteBeforeReplace: true, replaceOnChanges: [property] }];
  };
  if (cloud === "route53") {
    const [named, options] = anchored(name, "name");
    const records = [type === "MX" ? `10 ${value}` : value];
    new Route53Record(
      key,
      { zoneId: zoneId({ cloud, name: zone }), name: named as string, type, ttl: 300, records },
      options,
    );
  } else if (cloud === "cloudflare") {
    const [named, options] = anchored(name, "name");
    const found = getZoneOutput({ filter: { name: zone } }).id;
    const priority = type === "MX" ? { priority: 10 } : {};
    new DnsRecord(
      key,
      { zoneId: found, name: named as string, type, ttl: 300, content: value, ...priority },
      options,
    );
  } else {
    const [named, options] = anchored(owner, "rr");
    const priority = type === "MX" ? { priority: 10 } : {};
    new AlidnsRecord(key, { domainName: zone, rr: named as string, type, value, ...priority }, options);
  }
}

let anchors = new Map<string, Stash>();

async function stackOf(name: string, cloud: Cloud, wanted: readonly Wanted[]): Promise<Stack> {
  const workDir = join(home, name);
  mkdirSync(workDir, { recursive: true });
  const program = async () => {
    anchors = new Map();
    for (const record of wanted) declare(cloud, record);
  };
  return LocalWorkspace.createOrSelectStack(
    { stackName: name, projectName: "sandbox-test", program },
    { envVars: env, workDir },
  );
}

function stored(cloud: Cloud): string[] {
  const store = new Store(home);
  const records = store.records(cloud, zoneId({ cloud, name: zone }));
  store.close();
  return records
    .filter(({ type }) => type !== "NS" && type !== "SOA")
    .map(({ owner, type }) => `${owner} ${type}`)
    .sort();
}

const before: Wanted[] = [
  ["@", "MX", "mx1.example.net"],
  ["@", "TXT", "v=spf1 -all"],
  ["mail", "CNAME", "host.example.net"],
];
const after: Wanted[] = [...before.slice(0, 2), ["mail", "A", "192.0.2.1"], ["mail", "AAAA", "2001:db8::1"]];

(bin ? describe : describe.skip).each<Cloud>(["route53", "cloudflare", "alidns"])(
  "the real engine on %s",
  (cloud) => {
    beforeAll(() => {
      ensureSandboxHome(home);
      ensureZones(home, [{ cloud, name: zone }]);
    });

    test(
      "up, no-change preview, refresh without drift, CNAME to addresses and back, destroy",
      async () => {
        const stack = await stackOf(`cycle-${cloud}`, cloud, before);
        await stack.up();
        expect(stored(cloud)).toEqual(["example.com MX", "example.com TXT", "mail.example.com CNAME"]);
        expect((await stack.preview({ expectNoChanges: true })).changeSummary).not.toHaveProperty("update");
        await stack.refresh({ expectNoChanges: true });

        const flipped = await stackOf(`cycle-${cloud}`, cloud, after);
        await flipped.up();
        expect(stored(cloud)).toEqual([
          "example.com MX",
          "example.com TXT",
          "mail.example.com A",
          "mail.example.com AAAA",
        ]);
        await flipped.refresh({ expectNoChanges: true });
        await (await stackOf(`cycle-${cloud}`, cloud, before)).up();
        expect(stored(cloud)).toEqual(["example.com MX", "example.com TXT", "mail.example.com CNAME"]);

        await stack.destroy();
        expect(stored(cloud)).toEqual([]);
      },
      3 * minute,
    );

    // A crash is the same on every cloud.
    test.each<FaultMode>(cloud === "cloudflare" ? ["refuse", "die-before"] : ["refuse"])(
      "a create that fails by %s in a flip is repaired by the next up",
      async (mode) => {
        const name = `${mode}-${cloud}`;
        const stack = await stackOf(name, cloud, before);
        await stack.up();
        const store = new Store(home);
        injectFault(store, { cloud, mode, name: `mail.${zone}`, type: "A" });
        store.close();
        // One record only: what else is being made when a plugin dies is made, but no longer known to the engine.
        const flip = after.slice(0, 3);
        await expect((await stackOf(name, cloud, flip)).up()).rejects.toThrow();
        await (await stackOf(name, cloud, flip)).up();
        expect(stored(cloud)).toContain("mail.example.com A");
        await stack.destroy();
        expect(stored(cloud)).toEqual([]);
      },
      3 * minute,
    );

    // `pulumi import` starts the project's language host, though it runs no program.
    (hasLanguageHost ? test : test.skip)(
      "imports by file what is there, and the next up changes nothing",
      async () => {
        const name = `import-${cloud}`;
        const wanted = before.slice(0, 1);
        const stack = await stackOf(`${name}-source`, cloud, wanted);
        await stack.up();
        const exported = await stack.exportStack();
        const [resource] = (
          exported.deployment.resources as {
            custom: boolean;
            type: string;
            id: string;
            urn: string;
            outputs: { zoneId?: string };
          }[]
        ).filter(({ type }) => /Record$/.test(type));
        if (!resource) throw new Error("nothing to import");
        const id = cloud === "cloudflare" ? `${resource.outputs.zoneId}/${resource.id}` : resource.id;

        const target = await stackOf(name, cloud, wanted);
        const file = join(home, `${name}.json`);
        const entry = { type: resource.type, name: resource.urn.split("::").slice(3).join("::"), id };
        writeFileSync(file, JSON.stringify({ resources: [entry] }));
        const args = [
          "import",
          "--file",
          file,
          "--yes",
          "--protect=false",
          "--generate-code=false",
          "--stack",
          name,
        ];
        pulumi(env, target.workspace.workDir, ...args);
        await target.up();
        await target.refresh({ expectNoChanges: true });
        expect(stored(cloud)).toEqual(["example.com MX"]);
        await target.destroy();
        expect(stored(cloud)).toEqual([]);
      },
      3 * minute,
    );
  },
);

(bin ? describe : describe.skip)("accounts and limits", () => {
  beforeAll(() => {
    ensureSandboxHome(home);
    ensureZones(home, [{ cloud: "alidns", name: "other.example", account: "second" }]);
  });

  async function run(stackName: string, program: () => Promise<void>): Promise<Stack> {
    return LocalWorkspace.createOrSelectStack(
      { stackName, projectName: "sandbox-test", program },
      { envVars: env },
    );
  }

  test(
    "an explicit provider's access key is an account of its own",
    async () => {
      const stack = await run("account", async () => {
        const provider = new AlicloudProvider("second", { accessKey: "second", secretKey: "x" });
        const args = { domainName: "other.example", rr: "@", type: "A", value: "192.0.2.1" };
        new AlidnsRecord("a", args, { provider });
      });
      await stack.up();
      const store = new Store(home);
      const made = store
        .requests()
        .filter(({ account, action }) => account === "second" && action === "create");
      store.close();
      expect(made).toHaveLength(1);
      await stack.destroy();
    },
    minute,
  );

  test(
    "what is not offered says so",
    async () => {
      const stack = await run("limits", async () => {
        new DelegationSet("d", {});
      });
      await expect(stack.up()).rejects.toThrow(
        "the sandbox does not offer aws:route53/delegationSet:DelegationSet",
      );
    },
    minute,
  );

  test(
    "a plugin whose engine is killed ends too",
    async () => {
      const store = new Store(home);
      injectFault(store, { cloud: "alidns", mode: "hang", name: "hang.example.com" });
      const stack = await stackOf("hang", "alidns", [["hang", "A", "192.0.2.1"]]);
      const running = stack.up().catch(() => undefined);
      const hanging = () => store.all("SELECT 1 FROM faults WHERE mode = 'hang' AND times = 0").length > 0;
      while (!hanging()) await sleep(50);
      store.close();
      const engines = childrenOf(process.pid).filter(({ command }) => command.includes("pulumi"));
      const plugins = engines
        .flatMap(({ pid }) => childrenOf(pid))
        .filter(({ command }) => command.includes("plugin-main"));
      expect(plugins.length).toBeGreaterThan(0);
      for (const { pid } of engines) process.kill(pid, "SIGKILL");
      await running;
      const alive = () =>
        plugins.filter(
          ({ pid }) =>
            existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "",
        );
      for (let wait = 0; wait < 100 && alive().length > 0; wait++) await sleep(50);
      expect(alive()).toEqual([]);
    },
    minute,
  );
});

/** The processes that `parent` started, as Linux tells them. */
function childrenOf(parent: number): { pid: number; command: string }[] {
  const lines = execFileSync("ps", ["-e", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  return lines.flatMap((line) => {
    const [, pid, ppid, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent ? [{ pid: Number(pid), command }] : [];
  });
}
