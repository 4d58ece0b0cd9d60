/** A rotation step by step: what name servers answer and how long it has been decide what follows. */
import { describe, expect, test } from "@jest/globals";
import { hasStates, keyStatuses } from "../../../src/live/dkim/key-status.ts";
import { askKeysAt, type KeyAnswer, keyedIn } from "../../../src/live/dkim/keys-at.ts";
import { type Rotation, rotationsOf } from "../../../src/live/dkim/rotation.ts";
import { composeDkim } from "../../../src/mail/dkim.ts";
import { loadText } from "../../../src/pipeline.ts";
import { ED25519_KEY, RSA_KEY } from "../../mail/keys.ts";
import { modelServers } from "../dns/model-servers.ts";

const NOW = new Date("2026-12-01T12:00:00Z");

/** `selector state since` of RSA keys, or of Ed25519 keys where the selector begins with e. */
const spec = (...keys: string[]): string =>
  [
    "domain: example.com\ndns: cloudflare\nmode: send-only\ndkim:",
    ...keys.map((text) => {
      const [selector = "", state, since] = text.split(" ");
      const life = `${state ? `, state: ${state}` : ""}${since ? `, since: "${since}"` : ""}`;
      return `  - {selector: ${selector}${life}, key: "${selector.startsWith("e") ? ED25519_KEY : RSA_KEY}"}`;
    }),
    "  - {selector: p, cname: p.example.net}\n",
  ].join("\n");

function statusesOf(keys: readonly string[], answers: readonly KeyAnswer[] | undefined) {
  const { zones } = loadText("stacks/prod/a.yaml", spec(...keys), { stack: "prod" });
  const [one] = keyedIn(zones, hasStates).length > 0 ? keyedIn(zones, hasStates) : keyedIn(zones, () => true);
  if (one === undefined) throw new Error("no domain");
  const all = (answers ?? []).map((key, i) => ({ server: `ns${i}`, key }));
  const servers = new Map(one.zone.rrsets.map(({ name }) => [name, all]));
  return keyStatuses(one, {
    servers: answers && servers,
    now: NOW,
    apply: (stack) => `pulumi up --stack ${stack}`,
  });
}

/** Words for what is done: `s2 active now`. */
const shown = (rotation: Rotation): string =>
  rotation.kind === "steps"
    ? [
        ...rotation.steps.map(
          ({ key, state, isFromNow }) => `${key.selector} ${state}${isFromNow ? " now" : ""}`,
        ),
        ...(rotation.waits === undefined ? [] : [rotation.waits]),
      ].join(", ")
    : rotation.kind === "begin"
      ? `begin ${rotation.algorithm} after ${rotation.active?.selector}`
      : `${rotation.kind}: ${rotation.why}`;

const ALL: readonly KeyAnswer[] = ["wanted", "wanted"];

describe("dkim rotate", () => {
  const cases: [string, string[], readonly KeyAnswer[], (string | RegExp)[]][] = [
    ["begins where a key is in use", ["s1"], ALL, ["begin rsa after s1"]],
    [
      "begins for each algorithm",
      ["s1", "e1 active 2026-01-01"],
      ALL,
      ["begin rsa after s1", "begin ed25519 after e1"],
    ],
    [
      "waits until every server answers",
      ["s1", "s2 next 2026-11-01"],
      ["wanted", "none"],
      ["wait: apply the spec: pulumi up --stack prod; 1 of 2 servers do not answer the key"],
    ],
    [
      "waits where a server does not answer at all",
      ["s1", "s2 next 2026-11-01"],
      ["unanswered", "wanted"],
      [/^wait: apply the spec/],
    ],
    [
      "waits where DNS does not lead to the zone",
      ["s1", "s2 next 2026-11-01"],
      [],
      ["wait: ask DNS: it is unknown whether every server answers the key"],
    ],
    [
      "waits until the TTL has passed",
      ["s1", "s2 next 2026-12-01T11:00:01Z"],
      ALL,
      [
        /^wait: wait until 2026-12-01 12:00 UTC, then run .*dkim rotate example\.com, which makes s2 the active key$/,
      ],
    ],
    [
      "waits for since",
      ["s1", "s2 next"],
      ALL,
      ["wait: write since: for s2, the day on which it is to be published"],
    ],
    [
      "activates, and the old one retires",
      ["s1", "s2 next 2026-12-01T11:00:00Z"],
      ALL,
      ["s2 active now, s1 retiring now"],
    ],
    ["activates a first key", ["s2 next 2026-11-01"], ALL, ["s2 active now"]],
    [
      "waits for mail in transit",
      ["s1 retiring 2026-11-24T12:00:01Z", "s2 active 2026-11-24"],
      ALL,
      [/^wait: wait until 2026-12-01 12:00 UTC, then run .*, which revokes s1$/],
    ],
    [
      "revokes, and keeps the day",
      ["s1 retiring 2026-11-24T12:00:00Z", "s2 active 2026-11-24"],
      ALL,
      ["s1 revoked"],
    ],
    [
      "revokes one key while another is not due",
      ["s0 retiring 2026-11-01", "s1 retiring 2026-11-30", "s2 active 2026-11-30"],
      ALL,
      [/^s0 revoked, wait until 2026-12-08 00:00 UTC/],
    ],
    [
      "begins again when all is done",
      ["s1 revoked 2026-11-01", "s2 active 2026-11-01"],
      ALL,
      ["begin rsa after s2"],
    ],
    [
      "does not choose between two keys in use",
      ["s1", "s2 active 2026-11-01"],
      ALL,
      [/^unclear: s1 and s2 are RSA keys in state active: /],
    ],
    [
      "does not choose between two next keys",
      ["s1 next 2026-11-01", "s2 next 2026-11-01"],
      ALL,
      [/^unclear: s1 and s2 /],
    ],
  ];
  test.each(cases)("%s", (_, keys, answers, does) => {
    const rotations = rotationsOf(statusesOf(keys, answers)).map(shown);
    expect(rotations).toHaveLength(does.length);
    for (const [i, one] of does.entries())
      expect(rotations[i]).toEqual(typeof one === "string" ? one : expect.stringMatching(one));
  });
});

test("status says of a revoked key whether every server has heard of it, and of an active one nothing", () => {
  const keys = ["s1 revoked 2026-11-01", "s2 active 2026-11-01"];
  expect(statusesOf(keys, ["other", "wanted"]).map(({ next }) => next)).toEqual([
    "apply the spec: pulumi up --stack prod; 1 of 2 servers do not answer that it is revoked",
    undefined,
  ]);
  expect(statusesOf(keys, ALL).map(({ next }) => next)).toEqual([undefined, undefined]);
});

test("each server is asked for each key", async () => {
  const [ROOT, ONE, TWO] = ["192.0.2.1", "192.0.2.11", "192.0.2.12"];
  const { zones } = loadText(
    "a.yaml",
    spec("e1 active 2026-11-01", "e2 next 2026-12-01", "e3 revoked 2026-11-01"),
  );
  const record = (selector: string, text: string): string => `${selector}._domainkey TXT "${text}"`;
  const own = (...lines: string[]): string =>
    ["@ NS ns1", "@ NS ns2", `ns1 A ${ONE}`, `ns2 A ${TWO}`, ...lines].join("\n");
  const key = composeDkim(ED25519_KEY);
  const { ask, asked } = modelServers({
    [ROOT]: {
      ".": `example.com. NS ns1.example.com.\nexample.com. NS ns2.example.com.\nns1.example.com. A ${ONE}\nns2.example.com. A ${TWO}`,
    },
    [ONE]: { "example.com.": own(record("e1", key), record("e2", key), record("e3", key)) },
    [TWO]: { "example.com.": own(record("e1", key), record("e3", "v=DKIM1; p=")) },
  });
  const found = await askKeysAt(keyedIn(zones, hasStates), {
    asker: { ask, forget() {}, asked: 0 },
    start: { roots: [ROOT], port: 53 },
    resolvers: [],
  });
  expect(
    Object.fromEntries([...found].map(([name, servers]) => [name, servers.map((one) => one.key)])),
  ).toEqual({
    "e1._domainkey.example.com.": ["wanted", "wanted"],
    "e2._domainkey.example.com.": ["wanted", "none"],
    "e3._domainkey.example.com.": ["other", "wanted"],
  });
  expect(asked.filter((one) => one.includes(" p._domainkey."))).toEqual([]);
});
