/** What a run needs before it publishes Workers: the account, and a zone that DNS leads to. */
import { expect, jest, test } from "@jest/globals";
import sdkLog from "@pulumi/pulumi/log/index.js";
import type { ZoneFacts } from "../../src/cloud/listing.ts";
import { loadText } from "../../src/pipeline.ts";
import { MailZone } from "../../src/pulumi/mail-zone.ts";
import { accountOf, workersLacking } from "../../src/pulumi/workers.ts";
import { registered } from "./registered.ts";

const { zones } = loadText(
  "a.yaml",
  "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\nmtaSts: {mode: testing, host: cloudflare-worker}\n",
);
const [zone] = zones;
if (zone === undefined) throw new Error("no zone");

const config = (accountId?: string) => ({
  accounts: {
    route53: {},
    alidns: {},
    cloudflare: { default: accountId === undefined ? {} : { accountId } },
  },
});
const facts = (accountId?: string) =>
  new Map([[zone, { id: "z", nameServers: [], ...(accountId && { accountId }) } as ZoneFacts]]);

const told = (accounts: ReturnType<typeof config>, found: Partial<Parameters<typeof workersLacking>[1]>) =>
  workersLacking(zones, { facts: new Map(), absent: new Set(), ...found }, accounts).map(
    ({ code, place }) => `${code} ${place?.line}:${place?.column}`,
  );

test.each<[string, ReturnType<typeof told>, readonly string[]]>([
  ["nothing, where the zone was looked up", told(config(), { facts: facts("acct") }), []],
  ["nothing, where the config has the account", told(config("acct"), { facts: facts() }), []],
  ["the account, where neither says", told(config(), { facts: facts() }), ["dns-account-id 4:31"]],
  [
    "a zone that is there, whatever the account",
    told(config("acct"), { absent: new Set([zone]) }),
    ["sts-worker-new-zone 4:31"],
  ],
])("lacking is %s", (_, found, wanted) => {
  expect(found).toEqual(wanted);
});

test("the account that the zone is in counts before that of the config", () => {
  expect(accountOf({ facts: facts("its own") }, config("another"))(zone)).toBe("its own");
});

test("a MailZone takes the account from the zone that it looks up", async () => {
  const warn = jest.spyOn(sdkLog, "warn").mockResolvedValue(undefined);
  const all = await registered(
    () =>
      new MailZone("example.com", {
        dns: "cloudflare",
        mode: "receive-only",
        records: [{ type: "MX", value: "10 mx.example.net" }],
        mtaSts: { mode: "testing", host: "cloudflare-worker" },
      }),
    () => ({ id: "z", account: { id: "acct" }, nameServers: [] }),
  );
  warn.mockRestore();
  const workers = [...all.values()].filter(({ type }) => type.includes("/workers"));
  expect(workers.map(({ inputs }) => inputs["accountId"])).toEqual(["acct", "acct"]);
  expect(workers.flatMap(({ inputs }) => inputs["zoneId"] ?? [])).toEqual(["z"]);
});
