/** What `mailzone status` advises, by the phase of the spec, what the state knows and what DNS answers. */
import { describe, expect, test } from "@jest/globals";
import { publishedPhase, readPublishedPhase } from "../../../src/inventory/published-phase.ts";
import { type Whose, whoseMail } from "../../../src/live/migration/mail-at.ts";
import { nextStep, type Progress } from "../../../src/live/migration/next-step.ts";
import { loadText } from "../../../src/pipeline.ts";
import type { Phase } from "../../../src/spec/schema.ts";

const START = new Date("2026-12-01T10:20:00Z");
const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);
const since = (phase: Phase) => publishedPhase(phase, START, 3600);
const servers = (...whose: Whose[]) => whose.map((mail, i) => ({ server: `ns${i}`, mail }));
const DAY = 86_400;

const cases: readonly [Omit<Progress, "apply" | "servers"> & Partial<Progress>, string][] = [
  [
    { phase: "prepare", published: since("prepare"), now: after(3599) },
    "wait until 2026-12-01 11:20 UTC, then set phase: switch",
  ],
  [{ phase: "prepare", published: since("prepare"), now: after(3600) }, "set phase: switch"],
  [
    { phase: "switch", published: since("prepare"), now: after(60) },
    "wait until 2026-12-01 11:20 UTC, then apply phase switch: pulumi up",
  ],
  [{ phase: "switch", published: since("prepare"), now: after(3600) }, "apply phase switch: pulumi up"],
  [
    { phase: "switch", published: since("switch"), now: after(5 * DAY - 1) },
    "wait until 2026-12-06 10:20 UTC, then set phase: finish",
  ],
  [{ phase: "switch", published: since("switch"), now: after(5 * DAY) }, "set phase: finish"],
  [
    { phase: "finish", published: since("switch"), now: after(DAY) },
    "wait until 2026-12-06 10:20 UTC, then apply phase finish: pulumi up",
  ],
  [
    { phase: "finish", published: since("prepare"), now: after(9 * DAY) },
    "set phase: switch and apply it first: pulumi up",
  ],
  [{ phase: "finish", published: since("finish"), now: after(0) }, "delete migrate from the spec"],
  [{ phase: "prepare", published: since("switch"), now: after(0) }, "apply phase prepare: pulumi up"],
  [{ phase: "prepare", published: "none", now: after(0) }, "apply phase prepare: pulumi up"],
  [{ phase: "switch", published: "none", now: after(0) }, "set phase: prepare and apply it first: pulumi up"],
  [
    { phase: "switch", published: "unknown", now: after(0) },
    "apply phase switch, wait 5 days, then set phase: finish",
  ],
  [
    {
      phase: "switch",
      published: since("switch"),
      now: after(9 * DAY),
      servers: servers("new", "old", "unanswered"),
    },
    "run ./mailzone verify: 2 of 3 servers do not answer what phase switch publishes",
  ],
  [
    { phase: "switch", published: since("switch"), now: after(9 * DAY), servers: servers("new", "same") },
    "set phase: finish",
  ],
];

test.each(cases)("%#: %o", (progress, next) => {
  expect(nextStep({ servers: [], apply: "pulumi up", ...progress }).step).toBe(next);
});

test("only a step that is a command, and is due, has a command to run", () => {
  const commands = cases.flatMap(([progress]) => {
    const { step, command } = nextStep({ servers: [], apply: "pulumi up", ...progress });
    return command === undefined ? [] : [[step, command]];
  });
  expect(commands).toEqual([
    ["apply phase switch: pulumi up", "pulumi up"],
    ["apply phase prepare: pulumi up", "pulumi up"],
    ["apply phase prepare: pulumi up", "pulumi up"],
    [expect.stringMatching(/^run \.\/mailzone verify: 2 of 3/), "./mailzone verify"],
  ]);
});

describe("whose MX a server answers with", () => {
  const domainOf = (mailbox: string, from: string) =>
    loadText(
      "f.yaml",
      `domain: example.com\ndns: route53\nmailbox: ${mailbox}\nmigrate: {from: ${from}, phase: switch}\n`,
    ).domains[0];
  const moving = domainOf("alibaba-mail-enterprise", "tencent-exmail");
  const [old, fresh] = ["5 mxbiz1.qq.com.", "5 mxn.mxhichina.com."];
  test.each<[readonly string[] | undefined, Whose]>([
    [[old, "10 mxbiz2.qq.com."], "old"],
    [[old], "old"],
    [[fresh], "new"],
    [[old, fresh], "both"],
    [[fresh, "10 mx.example.net."], "other"],
    [[], "none"],
    [undefined, "unanswered"],
  ])("%j: %s", (answered, whose) => {
    expect(moving && whoseMail(moving, answered)).toBe(whose);
  });

  test("a host that both have is the same for both", () => {
    const server = (ipv4: string): string => `{provider: self-hosted, with: {ipv4: ${ipv4}}}`;
    const staying = domainOf(server("192.0.2.25"), server("192.0.2.50"));
    expect(staying && whoseMail(staying, ["10 mail.example.com."])).toBe("same");
  });
});

describe("the phase in a state", () => {
  test.each([since("prepare"), since("switch"), since("finish")])(
    "is read as it was written: %j",
    (phase) => {
      expect(readPublishedPhase(JSON.parse(JSON.stringify(phase)))).toEqual(phase);
    },
  );

  test.each([
    undefined,
    null,
    "prepare",
    { phase: "done", since: "2026-12-01T10:20:00Z", ttl: 1 },
    { phase: "prepare", since: "soon", ttl: 1, notBefore: "2026-12-01T10:20:00Z" },
    { phase: "prepare", since: "2026-12-01T10:20:00Z", ttl: 1 },
  ])("is nothing if it is not one: %j", (output) => {
    expect(readPublishedPhase(output)).toBeUndefined();
  });
});
