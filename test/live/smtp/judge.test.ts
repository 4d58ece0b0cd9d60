/** What is said of the mail servers of a domain: each fault by its own finding and no other, and nothing of a sound one. */
import { describe, expect, test } from "@jest/globals";
import type { MailServers } from "../../../src/live/smtp/mail-servers.ts";
import type { Why } from "../../../src/live/smtp/probe.ts";
import {
  A,
  beginning,
  HOST,
  learn,
  ONE,
  one,
  own,
  SPEC,
  sound,
  THREE,
  TWO,
  tlsa,
  told,
  type World,
} from "./domain.ts";
import { deafServer, mailServer, nobody, oddServer, type Start, saying } from "./stand-ins.ts";

const plain = mailServer(own, HOST, { disabledCommands: ["STARTTLS"] });
const EHLO = "250-mx1.example.net hello\r\n250 STARTTLS\r\n";

describe("a mail server", () => {
  test.each<[string, World, readonly string[]]>([
    ["does all it should", one(sound), []],
    [
      "does all it should, with MTA-STS and DANE",
      one(sound, { mode: "enforce", dns: [A, tlsa(3, 1, own.digests.publicKey)] }),
      [],
    ],
    ["does not offer STARTTLS", one(plain), ["warning smtp-starttls: .* does not offer STARTTLS"]],
    [
      "does not offer STARTTLS, which MTA-STS demands",
      one(plain, { mode: "enforce" }),
      ["error smtp-starttls: .*the MTA-STS policy of example.com deliver nothing"],
    ],
    ["does not offer it while MTA-STS is tested", one(plain, { mode: "testing" }), ["warning smtp-starttls"]],
    ["does not offer it, and MTA-STS is off", one(plain, { mode: "none" }), ["warning smtp-starttls"]],
    [
      "does not offer it, which DANE demands",
      one(plain, { dns: [A, tlsa(3, 1, own.digests.publicKey)] }),
      ["error smtp-starttls: .*DANE"],
    ],
    [
      "does not offer it, with a TLSA record that senders of mail cannot use",
      one(plain, { dns: [A, tlsa(1, 1, own.digests.publicKey)] }),
      ["warning smtp-starttls"],
    ],
    [
      "offers it and refuses it",
      one(saying("220 a\r\n", EHLO, "454 4.7.0 no\r\n", "221 bye\r\n")),
      ['warning smtp-starttls: .* offers STARTTLS but then answers "454 4.7.0 no"'],
    ],
    [
      "offers it and fails in the handshake",
      one(saying("220 a\r\n", EHLO, "220 go\r\n", "500 what?\r\n")),
      ["warning smtp-starttls: .* fails in the handshake"],
    ],
    [
      "has only TLS 1.1",
      one(
        mailServer(own, HOST, {
          minVersion: "TLSv1.1",
          maxVersion: "TLSv1.1",
          ciphers: "DEFAULT@SECLEVEL=0",
        }),
      ),
      ["warning smtp-tls-version: .* no newer TLS than TLSv1.1"],
    ],
    ["refuses connections", one(nobody), ["error smtp-connect: .* refuses connections to port"]],
    [
      "takes no connection",
      one(deafServer),
      ["error smtp-connect: .* does not answer on port \\d+ within 1 s"],
    ],
    [
      "closes at once",
      one(oddServer((socket) => socket.destroy())),
      ["error smtp-greeting: .* closes the connection without a greeting"],
    ],
    ["says nothing", one(oddServer(() => {})), ["error smtp-greeting: .* no greeting within 1 s"]],
    [
      "is no mail server",
      one(oddServer((socket) => socket.end("<html>\r\n"))),
      ["error smtp-greeting: .* no SMTP reply"],
    ],
    [
      "takes no mail",
      one(saying("554 5.7.1 no\r\n", "221 bye\r\n")),
      ['warning smtp-greeting: .* greets with "554 5.7.1 no", so it takes no mail from this network'],
    ],
    [
      "is busy",
      one(saying("421 later\r\n", "221 bye\r\n")),
      ["warning smtp-greeting: .* takes no mail at present"],
    ],
    [
      "does not know EHLO",
      one(saying("220 a\r\n", "502 no\r\n", "221 bye\r\n")),
      ["warning smtp-ehlo: .*502 no"],
    ],
    ["says nothing to EHLO", one(saying("220 a\r\n")), ["warning smtp-ehlo: .* does not answer EHLO"]],
  ])("%s", async (_, world, expected) => {
    expect(await told(world)).toEqual(beginning(expected));
  });
});

describe("several addresses", () => {
  const spec = [...SPEC, "  - {type: MX, value: 20 mx2.example.net.}"];
  const dns = [A, `mx2.example.net. A ${TWO}`];

  test("a host that is down beside one that takes mail is a warning", async () => {
    const found = await told({ servers: { [ONE]: sound, [TWO]: nobody }, dns, spec });
    expect(found).toEqual([expect.stringMatching(/^warning smtp-connect: mx2.example.net \(127.54.2.2\)/)]);
  });

  test("both hosts down are errors", async () => {
    const found = await told({ servers: { [ONE]: nobody, [TWO]: nobody }, dns, spec });
    expect(found.map((text) => text.split(":")[0])).toEqual(["error smtp-connect", "error smtp-connect"]);
  });

  test("the same fault at each address of a host is told once, and one at one address with that", async () => {
    const both = { [ONE]: plain, [TWO]: plain, [THREE]: sound };
    const addresses = [A, `${HOST}. A ${TWO}`, `${HOST}. A ${THREE}`];
    const found = await told({ servers: both, dns: addresses });
    expect(found).toEqual([expect.stringContaining("(127.54.2.1 and 127.54.2.2) does not offer STARTTLS")]);
  });

  test("a host that many domains share is connected to once, and its fault is told once", async () => {
    let connections = 0;
    const counting: Start = oddServer((socket) => {
      connections++;
      socket.end("554 no\r\n");
    });
    const names = Array.from({ length: 50 }, (_, i) => `  - {name: d${i}, type: MX, value: 10 ${HOST}.}`);
    const found = await told(one(counting, { spec: [...SPEC, ...names] }));
    expect([connections, found]).toEqual([1, [expect.stringContaining("554 no")]]);
  });

  test("an address of a family that this network does not have is no fault", async () => {
    const { servers, judge } = await learn(one(sound));
    const at = { host: `${HOST}.`, address: "2001:db8::1", port: 25 };
    const toldWith = async (why: Why, more: Partial<MailServers> = {}) => {
      const unreached = { ...at, failure: { step: "connect", why } } as const;
      const found = await judge({ ...servers, ...more, probes: [...servers.probes, unreached] });
      return found.map(({ severity, code }) => `${severity} ${code}`);
    };
    expect(await toldWith("no-route")).toEqual(["info smtp-untried"]);
    // nor is one in a network whose IPv6 leads nowhere
    expect(await toldWith("timeout", { blocked: new Set(["IPv6"]) })).toEqual(["info smtp-untried"]);
    expect(await toldWith("timeout")).toEqual(["warning smtp-connect"]);
  });

  test("a special address is tried only in a closed network, and told of beside others", async () => {
    let connections = 0;
    const counting: Start = oddServer((socket) => {
      connections++;
      socket.end("554 no\r\n");
    });
    // dns-mx-host reports this one
    const { servers, findings, judge } = await learn(one(counting, { isClosed: false }));
    expect([connections, findings, servers.special.length]).toEqual([0, [], 1]);
    const beside = { ...servers, probes: (await learn(one(sound))).servers.probes };
    const found = await judge(beside);
    expect(found.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([
      expect.stringMatching(/^info smtp-untried: .*the host itself/),
    ]);
  });
});
