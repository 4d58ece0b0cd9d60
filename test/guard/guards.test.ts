/** Every case, and a state that is not as expected. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { codes } from "../../src/codes.ts";
import { changeOf } from "../../src/guard/change.ts";
import { guards } from "../../src/guard/guards.ts";
import { runGuards } from "../../src/guard/run.ts";
import { cases, findingsOf, idsOf } from "./cases.ts";

describe("guards", () => {
  test.each(cases)("$what", (one) => {
    const findings = findingsOf(one);
    expect(findings.map(({ code, domain }) => `${code} ${domain ?? "-"}`).sort()).toEqual(
      [...one.finds].sort(),
    );
    const said = findings.map(({ message, help }) => `${message}\n${help}`).join("\n");
    for (const part of one.says ?? []) expect(said).toContain(part);
  });

  const mild = /^(?:dmarc-ladder|dkim-unpublished) /;
  const stopped = cases.filter(({ finds }) => finds.length > 0 && !mild.test(finds[0] ?? ""));

  test.each(stopped)("$what: passes when it is confirmed, and says so", (one) => {
    const ids = idsOf(findingsOf(one));
    expect(ids).toHaveLength(one.finds.length);
    const findings = findingsOf(one, ids);
    expect(findings.map(({ code, domain }) => `${code} ${domain ?? "-"}`).sort()).toEqual(
      [...one.finds].sort(),
    );
    for (const { severity, message } of findings) {
      expect(severity).toBe("warning");
      expect(message).toMatch(/; confirmed as [a-z-]+-[0-9a-f]{8}$/);
    }
  });

  test("every guard is listed and explained, and is a file of its own", () => {
    const ids = guards.map(({ id }) => id);
    const files = readdirSync("src/guard").map((name) => name.replace(/\.ts$/, ""));
    expect(files).toEqual(expect.arrayContaining([...ids, "dmarc-ladder", "dkim-unpublished"]));
    expect(codes.map(({ id }) => id)).toEqual(
      expect.arrayContaining([...ids, "dmarc-ladder", "dkim-unpublished"]),
    );
    for (const id of ids)
      expect(cases.some(({ finds }) => finds.some((found) => found.startsWith(id)))).toBe(true);
  });
});

describe("a state that is not as expected", () => {
  const record = {
    urn: "",
    name: "example.com/@/MX/a.example.net",
    type: "cloudflare:index/dnsRecord:DnsRecord",
  };

  test.each([
    ["no outputs", record, {}],
    ["outputs that are not known", record, { name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
    ["another type of value", record, { name: 1, type: [], content: {}, priority: "x" }],
    ["a name that is not ours", { ...record, name: "mine" }, { name: "a", type: "A", content: "192.0.2.1" }],
  ])("%s: the record is counted, and checked by its name alone", (_, resource, outputs) => {
    const deletionLimit = { percent: 30, least: 1 };
    const known = { deletionLimit, published: new Map(), stsPolicies: new Map(), now: new Date() };
    const change = changeOf([], [], [{ ...resource, outputs }], ["example.com"], known);
    expect(change.records).toEqual([]);
    expect(runGuards(change, { confirm: [], stack: "prod" })).toMatchObject([{ code: "plan-delete-pct" }]);
  });
});
