/** Which addresses are connected to, and that a run which is ended says nothing of what it did not learn. */
import { describe, expect, test } from "@jest/globals";
import { iterating } from "../../../src/live/dns/iterating.ts";
import { probeMailServers } from "../../../src/live/smtp/mail-servers.ts";
import { loadText } from "../../../src/pipeline.ts";
import { modelServers } from "../dns/model-servers.ts";
import { A, authority, HOST, ONE, SPEC, sound } from "./domain.ts";
import { oddServer } from "./stand-ins.ts";

const ROOT = "192.0.2.1";
const zonesOf = (...lines: readonly string[]) =>
  loadText("a.yaml", ["domain: example.com", "dns: route53", "mode: receive-only", ...lines, ""].join("\n"))
    .zones;
const resolverOf = (...dns: readonly string[]) =>
  iterating(modelServers({ [ROOT]: { ".": dns.join("\n") } }).ask, { roots: [ROOT], port: 53 });

describe("mail servers", () => {
  test("are told of one after the other, and judged by the DNS: TLSA records, and no policy without a record", async () => {
    const server = await sound(ONE);
    const told: string[] = [];
    const tlsa = `_25._tcp.${HOST}. TLSA 3 1 1 ${"ab".repeat(32)}`;
    const found = await probeMailServers(zonesOf(...SPEC), {
      ...{ resolver: resolverOf(A, tlsa), port: server.port, isClosed: true, ca: [authority.cert] },
      told: (done, all) => told.push(`${done} of ${all}`),
    });
    await server.close();
    expect(found.probes.map(({ host, address, failure }) => [host, address, failure])).toEqual([
      [`${HOST}.`, ONE, undefined],
    ]);
    expect([...found.tlsa.keys(), ...found.policies.keys(), told]).toEqual([
      `${HOST}.`,
      ["0 of 1", "1 of 1"],
    ]);
  });

  test("are not probed without an MX, nor for a null MX (RFC 7505)", async () => {
    for (const lines of [["records: [{type: MX, value: 0 .}]"], ["records: [{type: TXT, value: x}]"]]) {
      const found = await probeMailServers(zonesOf(...lines), {
        resolver: resolverOf(A),
        port: 25,
        isClosed: true,
      });
      expect([found.probes, found.special, found.blocked.size]).toEqual([[], [], 0]);
    }
  });

  test("of which one is silent are left when the run is ended", async () => {
    const server = await oddServer(() => {})(ONE);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    const told: number[] = [];
    const found = await probeMailServers(zonesOf(...SPEC), {
      ...{ resolver: resolverOf(A), port: server.port, isClosed: true, signal: stop.signal },
      told: (done) => told.push(done),
    });
    await server.close();
    expect([found.probes, found.blocked.size, told]).toEqual([[], 0, [0]]);
  });
});
