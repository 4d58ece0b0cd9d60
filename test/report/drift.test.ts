/** Drift in each format. */
import { describe, expect, test } from "@jest/globals";
import { driftOf } from "../../src/live/drift.ts";
import { driftJson } from "../../src/report/drift-json.ts";
import { printDriftMarkdown } from "../../src/report/drift-markdown.ts";
import { driftRemedies, nextForDrift, printDrift, printDrifted } from "../../src/report/drift-text.ts";
import { at, both, gone, plus, same, surveyed, TXT, text } from "../live/edited-zone.ts";

describe("the report", () => {
  const drift = driftOf(
    surveyed(
      "cloudflare",
      both(
        at(TXT, { values: [text("TXT", "v=spf1 <b>@all</b> *")] }),
        gone(/mx1/),
        plus("f1", "MX", "5 mx.old.example.net."),
      ),
    ),
  );

  test("as text: a line a record, then the counts and what repairs it", () => {
    const shown = printDrift(drift);
    expect(shown).toMatch(/^example\.com on Cloudflare\n {2}- {2}example\.com: MX 10 mx1/);
    expect(shown).toContain("  ~  example.com: SPF changed");
    expect(shown).toContain("  !  ");
    expect(shown).toContain(
      "\ndrift: 1 record changed, 1 record gone, 1 conflicting foreign record; 2 as published\n",
    );
    expect(shown).toContain("pulumi up --refresh --stack prod");
    expect(shown).toContain("mailzone adopt prod --conflicting");
  });

  test("without drift: one line, and nothing to repair", () => {
    const none = driftOf(surveyed("cloudflare", same));
    expect([printDrift(none), driftRemedies(none)]).toEqual(["no drift: 4 records as published\n", []]);
    expect([printDrifted(none), nextForDrift(none)]).toEqual(["", ""]);
  });

  test("what has drifted comes first, without counts and remedies; the next command is the first remedy", () => {
    const drifted = printDrifted(drift);
    expect(printDrift(drift).startsWith(`${drifted}\ndrift: `)).toBe(true);
    expect(drifted).not.toMatch(/drift: |to repair/);
    expect(nextForDrift(drift)).toBe("./mailzone adopt prod --conflicting");
    const changed = driftOf(surveyed("cloudflare", at(TXT, { values: [text("TXT", "v=spf1 -all")] })));
    expect(nextForDrift(changed)).toBe("pulumi up --refresh --stack prod");
    for (const one of [drift, changed]) expect(driftRemedies(one)[0]).toContain(nextForDrift(one));
  });

  test("as Markdown: escaped, and cut to a comment", () => {
    const shown = printDriftMarkdown(drift);
    expect(shown).toMatch(/^### mailzone drift of prod: drift: /);
    expect(shown).toContain("`<b>@all</b>` \\*");
    const [record] = drift.records;
    const many = {
      ...drift,
      records: Array.from({ length: 2_000 }, () => record as (typeof drift.records)[0]),
    };
    const cut = printDriftMarkdown(many);
    expect(cut.length).toBeLessThan(65_536);
    expect(cut).toContain("run `mailzone drift prod` to see all");
    expect(cut).toContain("pulumi up --refresh");
  });

  test("as JSON: both sides of what differs", () => {
    const document = driftJson(drift);
    expect(document).toMatchObject({
      drift: true,
      summary: { changed: 1, missing: 1, conflicting: 1, unchanged: 2, unknown: 0 },
    });
    expect(document.records).toMatchObject([
      { drift: "missing", live: null, state: { data: ["10 mx1.example.net."] } },
      { drift: "changed", fields: ["data"], live: { data: ['"v=spf1 <b>@all</b> *"'] }, specs: "state" },
    ]);
  });
});
