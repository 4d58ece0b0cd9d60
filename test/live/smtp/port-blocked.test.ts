/** A network that keeps mail servers from being reached is told from servers that are down. */
import { describe, expect, test } from "@jest/globals";
import { REFERENCES } from "../../../src/live/smtp/port-blocked.ts";
import { openLibrary } from "../../../src/preset/library.ts";
import { A, HOST, learn, ONE, own, SPEC, sound, THREE, TWO, told } from "./domain.ts";
import { deafServer, mailServer, nobody, type Start } from "./stand-ins.ts";

const lame = mailServer(own, HOST, { disabledCommands: ["STARTTLS"] });

describe("a network that lets no connection out", () => {
  const references = (address: string): readonly string[] => REFERENCES.map((name) => `${name} A ${address}`);

  test.each<[string, Start]>([
    ["by dropping them", deafServer],
    ["by refusing them", nobody],
  ])("%s is told once, and nothing of the hosts", async (_, start) => {
    const spec = [...SPEC, "  - {type: MX, value: 20 mx2.example.net.}"];
    const dns = [A, `mx2.example.net. A ${ONE}`, ...references(TWO)];
    const { findings, servers: learned } = await learn({
      servers: { [ONE]: start, [TWO]: start },
      dns,
      spec,
    });
    expect([...learned.blocked]).toEqual(["IPv4"]);
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["warning smtp-blocked"]);
  });

  test("but has a mail server in itself, which is judged", async () => {
    const spec = [...SPEC, "  - {type: MX, value: 20 mx2.example.net.}"];
    const dns = [A, `mx2.example.net. A ${THREE}`, ...references(TWO)];
    const found = await told({ servers: { [ONE]: lame, [TWO]: nobody, [THREE]: nobody }, dns, spec });
    expect(found).toEqual([
      expect.stringMatching(/^warning smtp-blocked: .*: mx2.example.net cannot be reached, nor /),
      expect.stringMatching(/^warning smtp-starttls: mx1.example.net/),
    ]);
  });

  test("over IPv6 alone is no fault of a host that has both (loopback has ::1 alone)", async () => {
    const dns = [A, `${HOST}. AAAA ::1`, ...REFERENCES.map((name) => `${name} AAAA ::1`)];
    const { servers: learned, findings } = await learn({ servers: { [ONE]: sound }, dns });
    expect([...learned.blocked]).toEqual(["IPv6"]);
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["info smtp-untried"]);
  });

  test("is none if a large provider can be reached", async () => {
    const found = await told({ servers: { [ONE]: nobody, [TWO]: sound }, dns: [A, ...references(TWO)] });
    expect(found).toEqual([expect.stringMatching(/^error smtp-connect/)]);
  });

  test("a thousand hosts are not waited for", async () => {
    const many = Array.from({ length: 200 }, (_, i) => i);
    const spec = [
      "records:",
      ...many.map((i) => `  - {name: d${i}, type: MX, value: 10 m${i}.example.net.}`),
    ];
    const hosts = many.map((i) => `m${i}.example.net. A 127.54.3.${i + 1}`);
    const { servers: learned } = await learn({
      servers: { [TWO]: nobody },
      dns: [...hosts, ...references(TWO)],
      spec,
    });
    expect([...learned.blocked]).toEqual(["IPv4"]);
    expect(learned.probes.length).toBeLessThan(100);
  });

  test("is found by hosts that presets have as MX", () => {
    const library = openLibrary();
    const exchanges = [...library.presets()].flatMap(({ records }) =>
      records.flatMap((record) => (record.type === "MX" ? [`${record.exchange}.`] : [])),
    );
    expect(exchanges).toEqual(expect.arrayContaining([...REFERENCES]));
  });
});
