/** Following delegations among real name servers: what is found, and what is said of servers that are of no use. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, jest } from "@jest/globals";
import { openAsker } from "../../../src/live/dns/asker.ts";
import { type IteratingResolver, iterating } from "../../../src/live/dns/iterating.ts";
import { needs } from "../../needs.ts";
import { type Lab, startLab } from "./lab.ts";
import { CASES, OTHER, OWN, ROOT, shown, ZONES } from "./world.ts";

const { afterAll, beforeAll, describe, test } = needs("nsd");

jest.setTimeout(240_000);

let lab: Lab;
beforeAll(async () => {
  lab = await startLab(ZONES);
});
afterAll(() => lab.close());

const open = (): IteratingResolver =>
  iterating(openAsker({ timeout: 700, tries: 2 }).ask, { roots: [ROOT], port: lab.port });

describe("a look-up", () => {
  test.each(CASES)("%s %s", async (name, type, expected) => {
    expect(shown(await open().lookUp(name, type))).toEqual(expected);
  });

  test("has the TTL, the SOA with all of its times, and what no server said", async () => {
    const { records } = await open().lookUp("example.com.", "SOA");
    expect(records).toEqual([
      {
        name: "example.com.",
        ttl: 300,
        data: {
          ...{ type: "SOA", mname: "ns.", rname: "host.", serial: 1 },
          ...{ refresh: 3600, retry: 600, expire: 86_400, minimum: 60 },
        },
      },
    ]);
    const { tried } = await open().lookUp("lame.com.", "A");
    expect(tried.map(({ server, name, what }) => [server?.address, name, what])).toEqual(
      expect.arrayContaining([[OTHER, "ns1.lame.com.", "REFUSED"]]),
    );
  });

  test("goes on over TCP where an answer is too long for UDP", async () => {
    const { outcome, records } = await open().lookUp("big.example.com.", "TXT");
    expect([outcome, records.length]).toEqual(["found", 30]);
  });

  test("names the delegation as the zone above has it, with its glue", async () => {
    expect(await open().delegationOf("www.foreign.com.")).toEqual({
      zone: "foreign.com.",
      servers: [{ name: "ns.provider.net.", glue: [] }],
    });
    const resolver = open();
    const own = await resolver.delegationOf("mail.example.com.");
    expect(own).toEqual({ zone: "example.com.", servers: [{ name: "ns1.example.com.", glue: [OWN] }] });
    expect(await resolver.addressesOf({ name: "ns.provider.net.", glue: [] })).toEqual([OTHER]);
    expect(await resolver.delegationOf("x.broken.com.")).toBeUndefined();
  });

  test("many at once ask each server each question once, and nothing is left open", async () => {
    const asker = openAsker({ timeout: 700, tries: 2, most: 4 });
    const resolver = iterating(asker.ask, { roots: [ROOT], port: lab.port });
    const names = ["www.example.com.", "mail.example.com.", "www.example.com.", "ring1.com.", "ring2.com."];
    await Promise.all([...names, ...names].map((name) => resolver.lookUp(name, "A")));
    const before = asker.asked;
    await Promise.all(names.map((name) => resolver.lookUp(name, "A")));
    expect(asker.asked).toBe(before);
    // a socket is gone one turn after it was closed
    await sleep(20);
    expect(process.getActiveResourcesInfo().filter((one) => /UDP|TCPSocket/.test(one))).toEqual([]);
  });
});
