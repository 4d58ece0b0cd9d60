/** What a spec has to have so that a sender passes, and where. */
import { describe, expect, test } from "@jest/globals";
import { belowGate, unauthorized, unknownSources } from "../../../src/feedback/dmarc/advice.ts";
import { loadText } from "../../../src/pipeline.ts";
import { openLibrary } from "../../../src/preset/library.ts";
import { aggregate, type WrittenRow } from "../written.ts";
import { tallied } from "./tallied.ts";

const SPEC = `domain: example.com
dns: cloudflare
mailbox: google-workspace
senders: [amazon-ses]
spf: {ip4: [198.51.100.1]}
dmarc: {policy: quarantine, rua: ["mailto:dmarc@example.com"]}
`;
const library = openLibrary();
const FAILS = { dkim: "fail", spf: "fail", signed: [], returned: [], count: 4 } satisfies WrittenRow;
const NONE: ReadonlySet<string> = new Set();

async function advice(rows: readonly WrittenRow[], { spec = SPEC, except = NONE } = {}) {
  const { tallies, known } = await tallied([aggregate({ rows })], spec || undefined);
  return tallies.flatMap((one) => unauthorized(one, { known, library, except }));
}

describe("a sender that fails", () => {
  test.each<[string, WrittenRow, number, RegExp]>([
    [
      "a service that the spec lacks: added to senders",
      { ...FAILS, signed: ["sendgrid.net s pass"] },
      4,
      /add - \{provider: sendgrid, with: \{em_label: \.\.\., sg_user: \.\.\.\}\} under senders/,
    ],
    [
      "a service that the spec has: signs as itself",
      { ...FAILS, signed: ["amazonses.com s pass"] },
      4,
      /turn on DKIM for example\.com/,
    ],
    ["the mailbox of the spec", { ...FAILS, ip: "209.85.220.41" }, 3, /turn on DKIM for example\.com/],
    [
      "a key that is nowhere",
      { ...FAILS, signed: ["example.com lost fail"] },
      1,
      /\{selector: lost, key: \.\.\.\} under dkim/,
    ],
    ["servers of the spec", { ...FAILS, ip: "198.51.100.1" }, 5, /sign with DKIM as example\.com/],
    [
      "an address that nobody knows",
      { ...FAILS, ip: "203.0.113.9" },
      5,
      /add ip4: \[203\.0\.113\.9\] under spf/,
    ],
    ["an address of IPv6", { ...FAILS, ip: "2001:db8::9" }, 5, /add ip6: \["?2001:db8::9"?\] under spf/],
    [
      "another domain",
      { ...FAILS, signed: ["vendor.example s pass"] },
      5,
      /--except vendor\.example leaves it out/,
    ],
  ])("%s", async (_, row, line, help) => {
    expect(await advice([{ count: 90, ip: "192.0.7.1" }, row])).toEqual([
      expect.objectContaining({
        code: "feedback-unauthorized",
        domain: "example.com",
        place: expect.objectContaining({ file: "spec.yaml", line }),
        message: expect.stringMatching(
          /^4 of 4 messages of example\.com from .* at p=reject they are rejected$/,
        ),
        help: expect.stringMatching(help),
      }),
    ]);
  });

  test("whose help is followed is no sender that the spec lacks any more", async () => {
    const spec = SPEC.replace(
      "[amazon-ses]",
      "[amazon-ses, {provider: sendgrid, with: {em_label: em1, sg_user: u1234567}}]",
    );
    const errors = loadText("spec.yaml", spec).findings.filter(({ severity }) => severity === "error");
    expect(errors.filter(({ message }) => message.includes("sendgrid"))).toEqual([]);
    const [finding] = await advice([{ ...FAILS, signed: ["sendgrid.net s pass"] }], { spec });
    expect(finding?.help).toMatch(/^the spec has Twilio SendGrid/);
  });

  test("says why: what signed, and what SPF passes for", async () => {
    const [finding] = await advice([
      { ...FAILS, signed: ["a.example x pass"], returned: ["b.example pass"] },
    ]);
    expect(finding?.message).toContain("(signed as a.example, SPF passes for b.example)");
  });

  test("has its network named instead of many addresses", async () => {
    const rows = [1, 2, 3, 4].map((i) => ({ ...FAILS, ip: `203.0.113.${i}` }));
    expect((await advice(rows)).map(({ help }) => help)).toEqual([
      expect.stringContaining("ip4: [203.0.113.0/24]"),
    ]);
  });

  test("is not named if it passes, or is somebody else's", async () => {
    expect(await advice([{ count: 90 }])).toEqual([]);
    expect(await advice([{ ...FAILS, ip: "203.0.113.9" }], { except: new Set(["203.0.113.0/24"]) })).toEqual(
      [],
    );
  });

  test("of a domain without a spec needs one first", async () => {
    expect(await advice([{ ...FAILS }], { spec: "" })).toEqual([
      expect.objectContaining({ help: expect.stringContaining("mailzone new example.com") }),
    ]);
  });

  test("with a hostile name does no harm to the line, nor to a shell", async () => {
    const [finding] = await advice([{ ...FAILS, signed: ["a\nb;rm -rf.example x pass"] }]);
    expect(finding?.message).not.toContain("\n");
    const [other] = await advice([{ ...FAILS, signed: ["$(id).example x pass"] }], { spec: "" });
    expect(other?.help).not.toMatch(/--except \$/);
  });
});

describe("the gate", () => {
  const gate = async (percent: number, fails: number) => {
    const { tallies } = await tallied(
      [aggregate({ rows: [{ count: 1000 - fails }, { ...FAILS, count: fails }] })],
      SPEC,
    );
    return belowGate(tallies, percent, NONE);
  };
  test.each([
    [99.5, 5, 0],
    [99.5, 6, 1],
    [100, 0, 0],
    [100, 1, 1],
    [0, 1000, 0],
  ])("%d percent with %d of 1000 lost: %d errors", async (percent, fails, errors) => {
    expect(await gate(percent, fails)).toHaveLength(errors);
  });
  test("points to the policy", async () => {
    expect(await gate(99.5, 6)).toEqual([
      expect.objectContaining({
        code: "feedback-gate",
        severity: "error",
        place: expect.objectContaining({ file: "spec.yaml", line: 6 }),
        message:
          "99.4% of the mail of example.com would be delivered at p=reject, less than 99.5%: 6 of 1000 messages would be rejected",
      }),
    ]);
  });
  test("says nothing of a domain without messages", async () => {
    const { tallies } = await tallied([aggregate({ rows: [{ count: 0 }] })], SPEC);
    expect(belowGate(tallies, 100, NONE)).toEqual([]);
  });
});

test("a source that no report has is known, so that a mistyped one can be said", async () => {
  const { tallies } = await tallied([aggregate({ rows: [FAILS] })]);
  expect(unknownSources(tallies, ["192.0.2.0/24", "sendgird"])).toEqual(['"sendgird"']);
});
