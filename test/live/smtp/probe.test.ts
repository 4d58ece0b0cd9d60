/** One session with one mail server: what is learned of it, where it ends, and that nothing is left of it. */
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createSecureContext, TLSSocket } from "node:tls";
import { describe, expect, test } from "@jest/globals";
import { type Probe, probe } from "../../../src/live/smtp/probe.ts";
import { makeAuthority, selfSigned } from "./certificates.ts";
import { deafServer, mailServer, nobody, oddServer, type Start, saying } from "./stand-ins.ts";

const ADDRESS = "127.54.1.1";
const HOST = "mx.example.net.";
const PATIENCE = { connect: 400, greeting: 400, reply: 400 };
const authority = makeAuthority();
const own = authority.issue({ names: ["mx.example.net", "mail.example.net"] });

const timers = (): number => process.getActiveResourcesInfo().filter((one) => one === "Timeout").length;

/** A server that closes says whether a connection was left; then no timer may be. */
async function probed(start: Start, host = HOST): Promise<Probe> {
  const before = timers();
  const { address, port, close } = await start(ADDRESS);
  try {
    return await probe({ host, address, port }, { patience: PATIENCE, ca: [authority.cert] });
  } finally {
    await close();
    for (let left = 50; timers() > before && left > 0; left--) await sleep(20);
    expect(timers()).toBeLessThanOrEqual(before);
  }
}

const shown = ({ failure, protocol, starttls }: Probe): string =>
  failure === undefined
    ? `${protocol ?? "no TLS"}${starttls ? "" : ", not offered"}`
    : `${failure.step} ${failure.why}`;

const EHLO = "250-mx.example.net hello\r\n250-SIZE 1000\r\n250 STARTTLS\r\n";

/** Sends without end, until the client has had enough. */
const endless = (chunk: string) => (socket: Socket) => {
  const send = (): void => {
    while (!socket.destroyed && socket.write(chunk));
    if (!socket.destroyed) socket.once("drain", send);
  };
  send();
};

describe("a session", () => {
  test("learns the greeting, the name, the extensions and the certificate", async () => {
    const seen = await probed(mailServer(own, "mx.example.net", { banner: "hello there" }));
    expect(seen).toMatchObject({
      host: HOST,
      address: ADDRESS,
      banner: "mx.example.net ESMTP hello there",
      ehlo: "mx.example.net",
      extensions: expect.arrayContaining(["STARTTLS", "8BITMIME"]),
      starttls: true,
      protocol: "TLSv1.3",
      certificate: {
        names: ["mx.example.net", "mail.example.net"],
        issuer: "CN=Test Root",
        coversHost: true,
      },
    });
    expect(seen.failure).toBeUndefined();
    expect(seen.certificate?.distrust).toBeUndefined();
    expect(seen.certificate?.chain).toHaveLength(2);
  });

  test.each<[string, Start, string]>([
    ["without STARTTLS", mailServer(own, "a", { disabledCommands: ["STARTTLS"] }), "no TLS, not offered"],
    ["at a port where nothing listens", nobody, "connect refused"],
    ["with nobody who answers", deafServer, "connect timeout"],
    ["that is closed at once", oddServer((socket) => socket.destroy()), "greeting closed"],
    ["that begins with nothing", oddServer(() => {}), "greeting timeout"],
    ["that is refused", saying("554 5.7.1 no\r\n", "221 bye\r\n"), "greeting refused"],
    ["that has to wait", saying("421 later\r\n", "221 bye\r\n"), "greeting refused"],
    [
      "with a web server",
      oddServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
      "greeting garbled",
    ],
    [
      "with a greeting in many lines",
      saying("220-one\r\n220-two\r\n220 three\r\n", "502 no\r\n"),
      "ehlo refused",
    ],
    ["with a greeting that never ends", oddServer(endless("220-more\r\n")), "greeting garbled"],
    ["with a line that never ends", oddServer(endless("220 ".padEnd(65_536, "x"))), "greeting garbled"],
    [
      "with a greeting of one octet after the other",
      oddServer(
        (socket) => {
          const octets = [..."220 hi\r\n"];
          const send = (): void => {
            if (!socket.destroyed && octets.length > 0)
              socket.write(octets.shift() ?? "", () => setImmediate(send));
          };
          send();
        },
        () => EHLO.replace("STARTTLS", "DSN"),
      ),
      "no TLS, not offered",
    ],
    ["without an answer to EHLO", saying("220 hi\r\n"), "ehlo timeout"],
    [
      "that is closed after EHLO",
      oddServer(
        (socket) => socket.write("220 hi\r\n"),
        (_, socket) => void socket.end(),
      ),
      "ehlo closed",
    ],
    [
      "whose STARTTLS is refused",
      saying("220 hi\r\n", EHLO, "454 4.7.0 no\r\n", "221 bye\r\n"),
      "starttls refused",
    ],
    [
      "whose STARTTLS is followed by plain text",
      saying("220 hi\r\n", EHLO, "220 go\r\n", "500 what?\r\n"),
      "tls handshake",
    ],
    ["whose STARTTLS is followed by nothing", saying("220 hi\r\n", EHLO, "220 go\r\n"), "tls timeout"],
    [
      "that is closed after STARTTLS",
      oddServer(
        (socket) => socket.write("220 hi\r\n"),
        (line, socket) => (line === "STARTTLS" ? void socket.end("220 go\r\n") : EHLO),
      ),
      "tls closed",
    ],
    [
      "with nothing newer than TLS 1.1",
      mailServer(own, "a", { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }),
      "TLSv1.1",
    ],
  ])("%s", async (_, start, expected) => {
    expect(shown(await probed(start))).toBe(expected);
  });

  test("begins no mail transaction, and takes its leave", async () => {
    for (const [replies, lines] of [
      [
        ["220 hi\r\n", "250 a\r\n", "221 bye\r\n"],
        ["EHLO [127.0.0.1]", "QUIT"],
      ],
      [["554 no\r\n", "221 bye\r\n"], ["QUIT"]],
      [
        ["220 hi\r\n", EHLO, "454 no\r\n", "221 bye\r\n"],
        ["EHLO [127.0.0.1]", "STARTTLS", "QUIT"],
      ],
    ] as const) {
      const [greeting, ...others] = replies;
      const server = await saying(greeting, ...others)(ADDRESS);
      await probe({ host: HOST, address: ADDRESS, port: server.port }, { patience: PATIENCE });
      await server.close();
      // the client's own address, which is another one on some systems
      expect(server.heard.map((line) => line.replace(/127\.[\d.]+/, "127.0.0.1"))).toEqual(lines);
    }
  });

  test("takes nothing that came before TLS for what came within (RFC 3207 §4.2)", async () => {
    const server = await oddServer(
      (socket) => socket.write("220 hi\r\n"),
      (line, socket) => {
        if (line !== "STARTTLS") return line === "QUIT" ? undefined : EHLO;
        socket.removeAllListeners("data");
        socket.write("220 go\r\n554 injected\r\n");
        const secured = new TLSSocket(socket, {
          isServer: true,
          secureContext: createSecureContext({ key: own.key, cert: own.chain }),
        });
        secured.on("error", () => {});
        secured.on("data", () => secured.end("221 bye\r\n"));
        return undefined;
      },
    )(ADDRESS);
    const seen = await probe({ host: HOST, address: ADDRESS, port: server.port }, { patience: PATIENCE });
    await server.close();
    expect(["starttls garbled", "tls handshake"]).toContain(shown(seen));
  });

  test("keeps a bounded part of what never ends", async () => {
    const before = process.memoryUsage().rss;
    await probed(oddServer(endless("220-more\r\n".repeat(10_000))));
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test("ends when it is cancelled, at whichever step it is", async () => {
    for (const start of [deafServer, oddServer(() => {}), saying("220 hi\r\n", EHLO, "220 go\r\n")]) {
      const server = await start(ADDRESS);
      const cancel = new AbortController();
      const patience = { connect: 60_000, greeting: 60_000, reply: 60_000 };
      const seen = probe(
        { host: HOST, address: ADDRESS, port: server.port },
        { patience, signal: cancel.signal },
      );
      setTimeout(() => cancel.abort(), 200);
      expect((await seen).failure?.why).toBe("cancelled");
      await server.close();
    }
  });
});

describe("a certificate", () => {
  const learned = async (chain: string, key: string, host = HOST) =>
    (await probed(mailServer({ chain, key }, "a"), host)).certificate;

  test.each<[string, { chain: string; key: string }, { coversHost: boolean; distrust?: string }]>([
    ["of a trusted authority", own, { coversHost: true }],
    ["with a wildcard", authority.issue({ names: ["*.example.net"] }), { coversHost: true }],
    ["with a wildcard of two labels", authority.issue({ names: ["*.net"] }), { coversHost: false }],
    ["of another host", authority.issue({ names: ["mx.example.org"] }), { coversHost: false }],
    ["without names", authority.issue(), { coversHost: false }],
    ["that has expired", authority.issue({ names: ["mx.example.net"], until: -1 }), { coversHost: true }],
    ["that is not valid yet", authority.issue({ names: ["mx.example.net"], from: 2 }), { coversHost: true }],
    [
      "with a date that is none",
      authority.issue({ names: ["mx.example.net"], until: Number.NaN }),
      { coversHost: true },
    ],
    [
      "that is self-signed",
      selfSigned({ names: ["mx.example.net"] }),
      { coversHost: true, distrust: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    ],
    [
      "that is self-signed and has expired",
      selfSigned({ names: ["mx.example.net"], until: -1 }),
      { coversHost: true, distrust: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    ],
    [
      "of an authority that is not trusted",
      makeAuthority("Other Root").issue({ names: ["mx.example.net"] }),
      { coversHost: true, distrust: "SELF_SIGNED_CERT_IN_CHAIN" },
    ],
  ])("%s", async (_, { chain, key }, expected) => {
    const found = await learned(chain, key);
    expect({ coversHost: found?.coversHost, distrust: found?.distrust }).toEqual({
      distrust: undefined,
      ...expected,
    });
  });

  test("is read for a host whose name is none, and with names that are none", async () => {
    const { chain, key } = authority.issue({ names: ["a, DNS:mx.example.net", 'b"c'] });
    const found = await learned(chain, key, "a\0b.example.net.");
    expect([found?.names, found?.coversHost]).toEqual([["a, DNS:mx.example.net", 'b"c'], false]);
  });
});
