/** What the page says of a domain's mail by the reports of receivers. */
import { describe, expect, test } from "@jest/globals";
import { type DmarcReportDocument, reportedDomains } from "../../../src/report/page/reported.ts";
import { factsAbout, findingsOf, loadedOf, pageWith, saidOf } from "./fleet.ts";

type Figures = DmarcReportDocument["domains"][number];

const source = (name: string, messages: number, lost: number): Figures["sources"][number] => ({
  ...{
    source: name,
    kind: "domain",
    known: false,
    excepted: false,
    dkim: 0,
    spf: 0,
    spared: 0,
    addresses: [],
  },
  ...{ messages, passing: messages - lost, lost },
});

const figures = (more: Partial<Figures> = {}): Figures => ({
  ...{ domain: "a.example", spec: null, policy: "none", next: "quarantine", reports: 2 },
  ...{ receivers: ["one.example", "two.example"], sources: [] },
  ...{ begin: "2026-11-01T00:00:00.000Z", end: "2026-11-30T23:59:59.000Z" },
  ...{ messages: 1000, passing: 990, lost: 10, delivered: 99 },
  ...more,
});

function page(domains: readonly Figures[], findings: DmarcReportDocument["findings"] = []) {
  const loaded = loadedOf({ "a.yaml": "domain: a.example\ndns: cloudflare\nmode: parked\n" });
  const document = { domains } as unknown as DmarcReportDocument;
  return pageWith(loaded, { reported: { domains: reportedDomains(document), findings } });
}

describe("the share that the next policy would lose is a fact", () => {
  test.each<[string, readonly Figures[]]>([
    ["nothing lost", [figures({ delivered: 100 })]],
    ["less than 0.5% lost", [figures({ delivered: 99.51 })]],
    ["less than 5% lost", [figures({ delivered: 99.5 })]],
    ["less than 5% lost", [figures({ delivered: 95.01 })]],
    ["5% or more lost", [figures({ delivered: 95 })]],
    ["no reports", [figures({ delivered: null, messages: 0, passing: 0, lost: 0 })]],
    ["no reports", [figures({ domain: "other.example" })]],
  ])("%s", (label, domains) => {
    expect(factsAbout(page(domains), "a.example")["reports"]).toBe(label);
  });

  test("and none of a page without reports", () => {
    const loaded = loadedOf({ "a.yaml": "domain: a.example\ndns: cloudflare\nmode: parked\n" });
    expect(factsAbout(pageWith(loaded), "a.example")).not.toHaveProperty("reports");
  });
});

test("who reported, and who sends: twenty sources, and how many more there are", () => {
  const sources = Array.from({ length: 22 }, (_, i) => source(`s${i}.example`, 100, i));
  const own = { ...source("own", 10, 1), kind: "own", known: true } as const;
  const notYours = { ...source("x.example", 10, 10), excepted: true };
  const { reports } = saidOf(page([figures({ sources: [own, notYours, ...sources] })]), "a.example");
  expect(reports?.said).toBe(
    "p=none, 2 reports by one.example and two.example, 2026-11-01 to 2026-11-30: 99.0% of 1000 messages pass; at p=quarantine, 99.0% would be delivered, 10 quarantined",
  );
  expect(reports?.lost).toBe("Lost at p=quarantine");
  expect(reports?.sources.slice(0, 3)).toEqual([
    ["own servers and keys", "yes", "10", "90.0%", "1"],
    ["x.example", "not yours", "10", "0.0%", "-"],
    ["s0.example", "no", "100", "100.0%", "0"],
  ]);
  expect(reports?.sources.slice(19)).toEqual([
    ["s17.example", "no", "100", "83.0%", "17"],
    ["4 more sources", "", "", "", ""],
  ]);
});

test("a report without counts or times says so", () => {
  const none = { messages: 0, passing: 0, lost: 0, delivered: null, policy: null, begin: null, end: null };
  const { reports } = saidOf(
    page([figures({ ...none, reports: 1, receivers: ["one.example"] })]),
    "a.example",
  );
  expect(reports?.said).toBe("p=unknown, 1 report by one.example: no message counts");
});

test("findings of the reports are among those of the domain", () => {
  const finding = { code: "feedback-gate", severity: "error", message: "too little", help: null } as const;
  const place = { domain: "a.example", file: null, line: null, column: null, endColumn: null };
  const rest = { related: [], more: 0 } as const;
  const data = page([figures()], [
    { ...finding, ...place, ...rest },
  ] as unknown as DmarcReportDocument["findings"]);
  expect(findingsOf(data, data.domains[0]?.findings)).toContainEqual(
    expect.objectContaining({ code: "feedback-gate", by: "reports", message: "too little" }),
  );
});
