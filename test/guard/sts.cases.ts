/** MTA-STS policies of specs: MX hosts that the web server's policy does not list yet, and the order in which a policy ends. */
import { type Case, mail } from "./case.ts";

const ONE = "a.example.net";
const TWO = "b.example.net";
const spec = (mode: string, ...hosts: string[]): string =>
  mail(
    `records: [${hosts.map((host) => `{type: MX, value: 10 ${host}}`).join(", ")}]`,
    ...(mode === "" ? [] : [`mtaSts: {mode: ${mode}, host: external, maxAge: 604800}`]),
  );

const worker = (...hosts: string[]): string =>
  spec("enforce", ...hosts).replace("host: external", "host: cloudflare-worker");

const published = (mode: "enforce" | "testing" | "none", keptUntil?: string): NonNullable<Case["sts"]> => ({
  "example.com.": {
    ...{ id: "0123", mode, maxAge: 604_800, since: "2026-11-01T12:00:00Z" },
    ...(keptUntil !== undefined && { keptUntil }),
  },
});
const serves = (mode: "enforce" | "testing", ...mx: string[]): NonNullable<Case["served"]> => ({
  "example.com.": { mode, mx },
});

const grows = { before: spec("enforce", ONE), after: spec("enforce", ONE, TWO), sts: published("enforce") };
const ends = { before: spec("none", ONE), after: spec("", ONE) };

export const stsCases: readonly Case[] = [
  {
    ...grows,
    what: "an MX comes that the policy on the web server does not list",
    served: serves("enforce", ONE),
    finds: ["plan-sts-served example.com"],
    says: [
      "example.com gets the MX b.example.net, but the policy that https://mta-sts.example.com/.well-known/mta-sts.txt serves does not list it",
    ],
  },
  {
    ...grows,
    what: "an MX comes that the policy on the web server lists already, by name or by a pattern",
    served: serves("enforce", ONE, TWO),
    finds: [],
  },
  { ...grows, what: "or by a pattern", served: serves("enforce", "*.example.net"), finds: [] },
  {
    ...grows,
    what: "senders only report by the policy that is served",
    served: serves("testing", ONE),
    finds: [],
  },
  {
    ...grows,
    what: "the policy cannot be fetched",
    served: { "example.com.": { failure: "mta-sts.example.com has no address" } },
    finds: ["plan-sts-served example.com"],
    says: ["whether its MTA-STS policy lists it is unknown: mta-sts.example.com has no address"],
  },
  { ...grows, what: "nobody could be asked, as in the sandbox", finds: [] },
  {
    before: worker(ONE),
    after: worker(ONE, TWO),
    sts: published("enforce"),
    what: "a Worker serves it, so that the run itself publishes the policy, before the MX",
    served: serves("enforce", ONE),
    finds: [],
  },
  {
    ...grows,
    what: "the first policy of the domain comes with the MX",
    sts: {},
    served: serves("enforce", ONE),
    finds: [],
  },
  {
    what: "an MX goes, which the policy may still list",
    before: spec("enforce", ONE, TWO),
    after: spec("enforce", ONE),
    sts: published("enforce"),
    served: serves("enforce", ONE, TWO),
    finds: [],
  },

  {
    what: "an enforced policy goes at once",
    before: spec("enforce", ONE),
    after: spec("", ONE),
    sts: published("enforce"),
    finds: ["plan-tls-gone example.com"],
    says: ["_mta-sts.example.com loses its MTA-STS record", "set mode: none under mtaSts and apply it"],
  },
  {
    what: "an enforced policy becomes one of mode none, which is the first step of its end (RFC 8461 §8.3)",
    before: spec("enforce", ONE),
    after: spec("none", ONE),
    sts: published("enforce"),
    finds: [],
  },
  {
    ...ends,
    what: "a policy of mode none goes while senders may keep the one before",
    sts: published("none", "2026-12-01T12:00:01Z"),
    finds: ["plan-tls-gone example.com"],
    says: ["until 2026-12-01 12:00 UTC senders may still keep the policy before the one of mode none"],
  },
  {
    ...ends,
    what: "a policy of mode none goes when senders have forgotten the one before",
    sts: published("none", "2026-12-01T12:00:00Z"),
    finds: [],
  },
  { ...ends, what: "a policy of mode none goes that was the only one", sts: published("none"), finds: [] },
];
