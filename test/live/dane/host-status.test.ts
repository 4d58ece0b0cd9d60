/** What comes next for the keys of a mail host, in every state of a roll-over (RFC 7671 §8.1). */
import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { type HostStatus, hostStatuses } from "../../../src/live/dane/host-status.ts";
import type { Presented } from "../../../src/live/dane/presented.ts";
import { keyedIn } from "../../../src/live/dkim/keys-at.ts";
import { loadText } from "../../../src/pipeline.ts";

const NOW = new Date("2026-12-01T12:00:00Z");
const HOST = "mail.example.com.";
const OWNER = `_25._tcp.${HOST}`;

/** A key by a letter. */
const keyOf = (letter: string): Buffer => Buffer.from(letter);
const digestOf = (letter: string): string => createHash("sha256").update(keyOf(letter)).digest("hex");
const recordOf = (letter: string): string => `3 1 1 ${digestOf(letter)}`;
const named = (letter: string): string => `${digestOf(letter).slice(0, 16)}...`;

interface Seen {
  /** Letters, in the spec's order; with `since` after a colon. */
  readonly spec: readonly string[];
  /** Of each name server, the keys that it answers; null for a silent one. Undefined if DNS was not asked. */
  readonly dns?: readonly (string | null)[];
  /** The key at each address; undefined if the host was not asked. */
  readonly host?: readonly string[];
  readonly ttl?: number;
}

function statusOf({ spec, dns, host, ttl = 3600 }: Seen): HostStatus {
  const items = spec.map((one) => {
    const [letter = "", since] = one.split(/:(.*)/s);
    return `{sha256: "${digestOf(letter)}"${since === undefined ? "" : `, since: "${since}"`}}`;
  });
  const { zones } = loadText(
    "stacks/prod/mail.yaml",
    `domain: example.com\ndns: route53\nmode: receive-only\nttl: ${ttl}\nrecords: [{type: MX, value: 10 mail}]\ndane: {hosts: {mail: {certificates: [${items.join(", ")}]}}}\n`,
    { stack: "prod" },
  );
  const heard = dns?.map((letters, i) => ({
    server: { address: `192.0.2.${i}`, port: 53 },
    name: "ns.example.net.",
    agrees: false,
    ...(letters !== null && { answered: [...letters].map(recordOf) }),
  }));
  const presented = host?.map((letter, i): Presented => {
    const address = `198.51.100.${i}`;
    return letter === "!"
      ? { address, why: "does not answer" }
      : { address, chain: [{ certificate: Buffer.from("c"), publicKey: keyOf(letter) }] };
  });
  const [status] = keyedIn(zones, () => true).flatMap((one) =>
    hostStatuses(one, {
      heard: heard && new Map([[OWNER, heard]]),
      presented: presented && new Map([[HOST, presented]]),
      now: NOW,
      apply: (stack) => `pulumi up --stack ${stack}`,
    }),
  );
  return status as HostStatus;
}

const DELETE_A = `delete ${named("a")} from the certificates of mail.example.com, then pulumi up --stack prod`;
const GIVE_B = `give mail.example.com the certificate of ${named("b")}`;

test.each<[string, Seen, string | undefined]>([
  ["one key, published, not asked for", { spec: ["a"], dns: ["a"] }, undefined],
  ["one key, in use", { spec: ["a"], dns: ["a", "a"], host: ["a", "a"] }, undefined],
  [
    "DNS was not asked",
    { spec: ["a", "b"] },
    "ask DNS: it is unknown whether every server answers the records",
  ],
  [
    "the next key is not published everywhere",
    { spec: ["a", "b"], dns: ["ab", "a", null], host: ["a"] },
    `apply the spec: pulumi up --stack prod; 2 of 3 servers do not answer the record of ${named("b")}`,
  ],
  [
    "two keys, and nobody asked the host",
    { spec: ["a", "b"], dns: ["ab"] },
    "run ./mailzone status --smtp, which asks the host which key it has",
  ],
  [
    "the next key, published for one TTL",
    { spec: ["a", "b:2026-12-01T10:30:00Z"], dns: ["ab"], host: ["a"] },
    `wait until 2026-12-01 12:30 UTC, then ${GIVE_B}`,
  ],
  [
    "the next key, published for two TTLs",
    { spec: ["a", "b:2026-12-01T10:00:00Z"], dns: ["ab"], host: ["a"] },
    GIVE_B,
  ],
  [
    "a day counts from its end",
    { spec: ["a", "b:2026-12-01"], dns: ["ab"], host: ["a"] },
    `wait until 2026-12-02 02:00 UTC, then ${GIVE_B}`,
  ],
  [
    "the next key, of which nobody says since when",
    { spec: ["a", "b"], dns: ["ab"], host: ["a"] },
    `${GIVE_B} when its record has been published for 2 TTLs (RFC 7671 §8.1); with since: in the spec, status says when`,
  ],
  ["the new key is in use", { spec: ["a", "b:2026-12-01T10:00:00Z"], dns: ["ab"], host: ["b"] }, DELETE_A],
  ["the new key is in use, without since", { spec: ["a", "b"], dns: ["ab"], host: ["b"] }, DELETE_A],
  [
    "the new key came into use too early",
    { spec: ["a", "b:2026-12-01T11:59:00Z"], dns: ["ab"], host: ["b", "a"] },
    `give 198.51.100.0 the certificate of ${named("a")} again until 2026-12-01 13:59 UTC: senders that have the answer from before deliver nothing to the new key (RFC 7671 §8.1)`,
  ],
  [
    "two keys that were published together",
    { spec: ["a:2026-12-01T11:59:00Z", "b:2026-12-01T11:59:00Z"], dns: ["ab"], host: ["b", "a"] },
    undefined,
  ],
  [
    "the first key of a host, which the server has already",
    { spec: ["a:2026-12-01T11:59:00Z"], dns: ["a"], host: ["a"] },
    undefined,
  ],
  ["one server of two has the new key", { spec: ["a", "b"], dns: ["ab"], host: ["a", "b"] }, undefined],
  [
    "a key that no record has",
    { spec: ["a", "b"], dns: ["ab"], host: ["a", "x"] },
    "give 198.51.100.1 the certificate of a record, or run ./mailzone dane pin example.com: senders with DANE deliver nothing to a key that no record has (RFC 7672 §2.2)",
  ],
  [
    "a host that says nothing at one address keeps the old record",
    { spec: ["a", "b"], dns: ["ab"], host: ["b", "!"] },
    "see why 198.51.100.1 does not answer: it is unknown which key it has",
  ],
  [
    "a host without addresses",
    { spec: ["a", "b"], dns: ["ab"], host: [] },
    "see why the host has no address in DNS",
  ],
])("%s", (_, seen, next) => {
  expect(statusOf(seen).next).toBe(next);
});

test("says of each record what every server answers, and where the host matches it", () => {
  const { certificates } = statusOf({
    spec: ["a", "b:2026-12-01"],
    dns: ["ab", "b", "", null],
    host: ["b", "a"],
  });
  expect(certificates.map(({ servers }) => servers.map(({ key }) => key))).toEqual([
    ["wanted", "other", "none", "unanswered"],
    ["wanted", "wanted", "none", "unanswered"],
  ]);
  expect(certificates.map(({ presentedAt }) => presentedAt)).toEqual([["198.51.100.1"], ["198.51.100.0"]]);
  expect(certificates.map(({ notBefore }) => notBefore)).toEqual([undefined, "2026-12-02T02:00:00Z"]);
});
