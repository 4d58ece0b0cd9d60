/** The `MailZone` component in a program of one's own, without an engine. */
import { expect, jest, test } from "@jest/globals";
import sdkLog from "@pulumi/pulumi/log/index.js";
import { setMocks } from "@pulumi/pulumi/runtime/mocks.js";
import { MailZone, type MailZoneArgs } from "../../src/pulumi/mail-zone.ts";
import { registered } from "./registered.ts";

test("it creates no zone, and says how the program makes one", async () => {
  const made: string[] = [];
  await setMocks({
    newResource({ type, name, inputs }) {
      made.push(type);
      return { id: name, state: inputs };
    },
    call: () => ({}),
  });
  expect(
    () => new MailZone("example.com", { dns: { cloud: "route53", create: true }, mode: "parked" }),
  ).toThrow(/error dns-create\n.*cannot create the zone example\.com[\s\S]*zoneIds: \{ route53: zone\.id \}/);
  expect(made.filter((type) => !type.startsWith("mailzone:"))).toEqual([]);
  new MailZone("example.com", { dns: "route53", mode: "parked", zoneIds: { route53: "Z1" } });
});

test("it shows the warnings of its spec, and no infos", async () => {
  await setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  const warn = jest.spyOn(sdkLog, "warn").mockResolvedValue(undefined);
  const zone = new MailZone("example.com", {
    dns: "route53",
    mailbox: "tencent-exmail",
    dmarc: { policy: "quarantine", rua: ["mailto:dmarc@example.com"] },
    zoneIds: { route53: "Z1" },
  });
  expect(warn.mock.calls.map(([text, resource]) => [/ (\w+ [a-z-]+)\n/.exec(text)?.[1], resource])).toEqual([
    ["warning dmarc-reject-no-dkim", zone],
  ]);
  warn.mockRestore();
});

/** Zone ids and protection of the records of a MailZone whose zone is looked up, and how often that was. */
async function published(args: MailZoneArgs) {
  const asked: string[] = [];
  const told = await registered(
    () => new MailZone("example.com", args),
    ({ token }) => {
      asked.push(token);
      return { zoneId: "Z7", id: "0a", nameServers: [] };
    },
  );
  const records = [...told.values()].filter(({ type }) => /record/i.test(type));
  const ids = new Set(records.map(({ inputs }) => inputs["zoneId"]));
  return { asked: asked.length, ids: [...ids].sort(), isProtected: told.get("example.com")?.protect };
}

const MAIL: MailZoneArgs = { dns: "route53", mode: "parked" };

test.each<[string, MailZoneArgs, Awaited<ReturnType<typeof published>>]>([
  ["is looked up once for all records", MAIL, { asked: 1, ids: ["Z7"], isProtected: false }],
  [
    "is not looked up if its id is given",
    { ...MAIL, zoneIds: { route53: "Z1" } },
    { asked: 0, ids: ["Z1"], isProtected: false },
  ],
  [
    "is looked up on each cloud",
    { ...MAIL, dns: ["route53", "cloudflare"] },
    { asked: 2, ids: ["0a", "Z7"], isProtected: false },
  ],
  ["is protected with its records", { ...MAIL, protect: true }, { asked: 1, ids: ["Z7"], isProtected: true }],
])("the zone %s", async (_, args, expected) => {
  expect(await published(args)).toEqual(expected);
});
