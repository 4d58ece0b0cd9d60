/** A move to another provider: the declared way passes in its time, and nothing else passes with it. */
import { type PublishedPhase, publishedPhase } from "../../src/inventory/published-phase.ts";
import type { Phase } from "../../src/spec/schema.ts";
import type { Case } from "./case.ts";
import { specs } from "./change-of.ts";

const KEY = (letter: string): string => `MII${letter.repeat(390)}=`;
const GOOGLE = `{provider: google-workspace, with: {dkim_value: "v=DKIM1; k=rsa; p=${KEY("a")}"}}`;
const QQ = "alibaba-mail-enterprise";
const spec = (...lines: string[]): string =>
  ["domain: example.com", "dns: cloudflare", "dmarc: {policy: none}", ...lines].join("\n");
const before = (...lines: string[]): string => spec(`mailbox: ${GOOGLE}`, ...lines);
const at = (phase: Phase, ...lines: string[]): string =>
  spec(`mailbox: ${QQ}`, `migrate: {from: ${GOOGLE}, phase: ${phase}}`, ...lines);
const server = (ipv4: string): string => `{provider: self-hosted, with: {ipv4: ${ipv4}, never_send: []}}`;

/** Published at noon of 1 December, with what it replaced at a TTL of an hour. */
const since = (phase: Phase): Readonly<Record<string, PublishedPhase>> => ({
  "example.com.": publishedPhase(phase, new Date("2026-12-01T12:00:00Z"), 3600),
});

/** Six domains that each lose two MX and four client names at the switch. */
const fleet = (phase: Phase): string =>
  specs(
    ...Array.from({ length: 6 }, (_, i) =>
      at(phase).replace("example.com", `d${i}.example`).replace(GOOGLE, "tencent-exmail"),
    ),
  );
const sinceAll = (phase: Phase): Readonly<Record<string, PublishedPhase>> =>
  Object.fromEntries(
    Array.from({ length: 6 }, (_, i) => [`d${i}.example.`, since(phase)["example.com."] as PublishedPhase]),
  );

export const migrationCases: readonly Case[] = [
  { what: "a migration is prepared", before: before(), after: at("prepare"), finds: [] },
  {
    what: "the mail moves an hour after the old TTL of an hour was replaced",
    before: at("prepare"),
    after: at("switch"),
    published: since("prepare"),
    now: "2026-12-01T13:00:00Z",
    finds: [],
  },
  {
    what: "the mail moves a second before",
    before: at("prepare"),
    after: at("switch"),
    published: since("prepare"),
    now: "2026-12-01T12:59:59Z",
    finds: ["plan-switch-early example.com"],
    says: [
      "from smtp.google.com to mxn.mxhichina.com and mxw.mxhichina.com",
      "until 2026-12-01 13:00 UTC resolvers may still have the old records with their TTL of 3600 s",
      "wait until 2026-12-01 13:00 UTC, then apply phase switch",
    ],
  },
  {
    what: "the mail moves, and the state does not know of a preparation",
    before: at("prepare"),
    after: at("switch"),
    finds: ["plan-switch-early example.com"],
    says: ["phase prepare was not published before, so for up to 300 s"],
  },
  {
    what: "the mail moves without a preparation",
    before: before(),
    after: at("switch"),
    finds: ["plan-switch-early example.com"],
    says: ["for up to 3600 s senders still deliver to the old hosts", "set phase: prepare and apply it"],
  },
  {
    what: "the mail moves without migrate",
    before: before(),
    after: spec(`mailbox: ${QQ}`),
    finds: ["plan-mx-cutover example.com", "plan-spf-gone example.com", "plan-dkim-gone example.com"],
  },
  {
    what: "the mail goes back at once",
    before: at("switch"),
    after: at("prepare"),
    published: since("switch"),
    finds: [],
  },
  {
    what: "the old provider goes five days after the switch",
    before: at("switch"),
    after: at("finish"),
    published: since("switch"),
    now: "2026-12-06T12:00:00Z",
    finds: [],
  },
  {
    what: "the old provider goes a second before",
    before: at("switch"),
    after: at("finish"),
    published: since("switch"),
    now: "2026-12-06T11:59:59Z",
    finds: ["plan-finish-early example.com"],
    says: [
      "the records of google-workspace for example.com would be deleted, but the mail moved only at 2026-12-01 12:00 UTC",
      "wait until 2026-12-06 12:00 UTC, then apply phase finish",
    ],
  },
  {
    what: "the old provider goes before the mail has moved",
    before: at("prepare"),
    after: at("finish"),
    published: since("prepare"),
    now: "2026-12-02T12:00:00Z",
    finds: ["plan-finish-early example.com"],
    says: ["phase switch was not published before"],
  },
  {
    what: "everything at once",
    before: before(),
    after: at("finish"),
    finds: ["plan-switch-early example.com", "plan-finish-early example.com"],
  },
  {
    what: "a finished migration is applied again, or taken out of the spec",
    before: at("finish"),
    after: spec(`mailbox: ${QQ}`),
    published: since("finish"),
    finds: [],
  },
  {
    what: "a finished migration is prepared again: the mail would go back without any notice",
    before: at("finish"),
    after: at("prepare"),
    published: since("finish"),
    finds: ["plan-mx-cutover example.com"],
  },
  {
    what: "a sender goes in the same run",
    before: at("prepare", "spf: {ip4: [192.0.2.1]}"),
    after: at("switch"),
    published: since("prepare"),
    now: "2026-12-02T12:00:00Z",
    finds: ["plan-spf-gone example.com"],
    says: ["loses ip4:192.0.2.1"],
  },
  {
    what: "a key of the spec goes in the same run",
    before: at("prepare", `dkim: [{selector: s9, key: ${KEY("c")}}]`),
    after: at("switch"),
    published: since("prepare"),
    now: "2026-12-02T12:00:00Z",
    finds: ["plan-dkim-gone example.com"],
  },
  {
    what: "the mail moves to a third provider in the same run",
    before: at("prepare"),
    after: at("switch").replace(`mailbox: ${QQ}`, "mailbox: tencent-exmail"),
    published: since("prepare"),
    now: "2026-12-02T12:00:00Z",
    finds: ["plan-spf-gone example.com"],
  },
  {
    what: "the mail moves on from the new provider, which the migration does not say",
    before: at("switch"),
    after: at("switch").replace(`mailbox: ${QQ}`, "mailbox: tencent-exmail"),
    published: since("switch"),
    now: "2026-12-09T12:00:00Z",
    finds: ["plan-mx-cutover example.com", "plan-spf-gone example.com"],
  },
  {
    what: "a server with the name of the old one takes over in time",
    before: spec(
      `mailbox: ${server("192.0.2.50")}`,
      `migrate: {from: ${server("192.0.2.25")}, phase: prepare}`,
    ),
    after: spec(
      `mailbox: ${server("192.0.2.50")}`,
      `migrate: {from: ${server("192.0.2.25")}, phase: switch}`,
    ),
    published: since("prepare"),
    now: "2026-12-02T12:00:00Z",
    finds: [],
  },
  {
    what: "a server with the name of the old one takes over too early",
    before: spec(
      `mailbox: ${server("192.0.2.50")}`,
      `migrate: {from: ${server("192.0.2.25")}, phase: prepare}`,
    ),
    after: spec(
      `mailbox: ${server("192.0.2.50")}`,
      `migrate: {from: ${server("192.0.2.25")}, phase: switch}`,
    ),
    published: since("prepare"),
    finds: ["plan-switch-early example.com"],
    says: ["from 192.0.2.25 to 192.0.2.50"],
  },
  {
    what: "a fleet of six is switched: its many deletions are declared",
    before: fleet("prepare"),
    after: fleet("switch"),
    published: sinceAll("prepare"),
    now: "2026-12-02T12:00:00Z",
    finds: [],
  },
  {
    what: "a gateway's MX stay, whatever the phase",
    before: at("prepare", "gateway: {provider: mimecast, with: {mc_region: eu}}"),
    after: at("switch", "gateway: {provider: mimecast, with: {mc_region: eu}}"),
    finds: [],
  },
];
