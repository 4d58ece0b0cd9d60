/** `mailzone sandbox load`: zones of files on the stand-ins, record for record, as their DNS servers then answer them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { Store } from "../../sandbox/store.ts";
import { mailzoneBeside, type Ran } from "./run.ts";

jest.setTimeout(240_000);

const ZONE = (...lines: string[]): string => `$ORIGIN acme.example.
$TTL 600
@ SOA ns1.dnspod.example. a.acme.example. 1 2 3 4 5
@ NS ns1.dnspod.example.
@ MX 5 mxbiz1.qq.com.
@ MX 10 mxbiz2.qq.com.
@ TXT "v=spf1 include:spf.mail.qq.com ~all"
${lines.join("\n")}
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-load-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = async (zone: string, ...options: string[]): Promise<Ran> => {
  writeFileSync(join(folder, "a.zone"), zone);
  return await mailzoneBeside(["sandbox", "load", "a.zone", ...options], folder, {
    MAILZONE_SANDBOX_HOME: join(folder, "sandbox"),
  });
};

/** `cloud account owner type` of what the sandbox holds and no zone is born with. */
function held(): string[] {
  const store = new Store(join(folder, "sandbox"));
  try {
    return clouds.flatMap((cloud) =>
      store.zones(cloud).flatMap(({ id, name, account }) =>
        store
          .records(cloud, id)
          .filter(({ owner, type }) => owner !== name || !["SOA", "NS"].includes(type))
          .map(({ owner, type }) => `${cloud} ${account || "-"} ${owner} ${type}`),
      ),
    );
  } finally {
    store.close();
  }
}

const MAIL = ["MX", "MX", "TXT"];
const onceEach = (types: readonly string[]): string[] => [...new Set(types)];

describe("the zone is created with its records", () => {
  test.each(clouds)("on %s", async (cloud) => {
    const ran = await load(ZONE("www CNAME @", "team NS ns.team.example."), "--dns", cloud);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const types = cloud === "route53" ? onceEach(MAIL) : MAIL;
    expect(held().toSorted()).toEqual(
      [
        ...types.map((type) => `${cloud} - acme.example ${type}`),
        `${cloud} - team.acme.example NS`,
        `${cloud} - www.acme.example CNAME`,
      ].toSorted(),
    );
    expect(ran.stdout).toMatch(/^acme\.example on [\w ]+: 5 records read\nnext: eval/);
  });
});

describe("the cloud is", () => {
  const spec = (dns: string): void => {
    mkdirSync(join(folder, "stacks/sandbox"), { recursive: true });
    writeFileSync(
      join(folder, "stacks/sandbox/a.yaml"),
      `domain: acme.example\ndns: ${dns}\nmailbox: tencent-exmail\n`,
    );
  };

  test("that of --dns, by any of its names", async () => {
    spec("alidns");
    expect(await load(ZONE(), "--dns", "CF")).toMatchObject({ code: 0 });
    expect(held()).toEqual(MAIL.map((type) => `cloudflare - acme.example ${type}`));
  });

  test("that of the spec, with its account", async () => {
    spec("{cloud: alidns, account: eu}");
    expect(await load(ZONE())).toMatchObject({ code: 0 });
    expect(held()).toEqual(MAIL.map((type) => `alidns eu acme.example ${type}`));
  });

  test("each of those of the spec", async () => {
    spec("[alidns, cloudflare]");
    expect(await load(ZONE())).toMatchObject({ code: 0 });
    expect(new Set(held().map((line) => line.split(" ")[0]))).toEqual(new Set(["alidns", "cloudflare"]));
  });

  test("that of the name servers", async () => {
    const ran = await load(ZONE().replace("NS ns1.dnspod.example.", "NS amy.ns.cloudflare.com."));
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^acme\.example on Cloudflare:/) });
  });

  test("asked for where nothing says it, before anything is loaded", async () => {
    expect(await load(ZONE())).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /which cloud has acme\.example: add --dns \(alidns, cloudflare or route53\)\n$/,
      ),
    });
  });
});

describe("what cannot be loaded is told", () => {
  test("a record that the cloud refuses, with its words; the others are there", async () => {
    const ran = await load(ZONE("x CNAME y", "x A 192.0.2.1"), "--dns", "route53");
    expect(ran).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/refused {2}acme\.example\/x\/A: .*conflicting/),
    });
    expect(held()).toContain("route53 - x.acme.example CNAME");
  });

  test("a type that specs do not have", async () => {
    const ran = await load(ZONE("www HTTPS 1 . alpn=h2"), "--dns", "route53");
    expect(ran).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/left out {2}www\.acme\.example HTTPS: /),
    });
  });

  test("a mistake in the file, with its place", async () => {
    expect(await load(ZONE("y MX z"), "--dns", "route53")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^a\.zone:8:\d+: error zone-file/m),
    });
  });

  test("a zone that holds records already, which stay as they are", async () => {
    await load(ZONE(), "--dns", "route53");
    const before = held();
    expect(await load(ZONE("more A 192.0.2.1"), "--dns", "route53")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /acme\.example is on the sandbox already, with 2 records, so nothing was loaded/,
      ),
    });
    expect(held()).toEqual(before);
  });

  test.each([
    ["no such file", ["nowhere.zone"], /nowhere\.zone does not exist\n$/],
    ["another file", ["other.txt"], /other\.txt is no zone/],
    ["no cloud", ["other.txt", "--dns", "dnspod"], /--dns: "dnspod" is not alidns, cloudflare or route53\n$/],
  ])("%s", async (_, words, stderr) => {
    writeFileSync(join(folder, "other.txt"), "hello\n");
    const ran = await mailzoneBeside(["sandbox", "load", ...words], folder, {
      MAILZONE_SANDBOX_HOME: join(folder, "sandbox"),
    });
    expect(ran).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(stderr) });
  });
});
