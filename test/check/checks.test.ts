/** Every check of specs finds what its cases say and nothing else, and no check, case or file is left out. */
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { checks } from "../../src/check/checks.ts";
import { LEFT_OUT } from "../../src/check/left-out.ts";
import { checkFiles } from "../../tools/check-list.ts";
import { caseFiles, cases } from "./case-files.ts";
import type { CheckCase } from "./check-case.ts";
import { findingsOf, summary } from "./run-case.ts";

const holds = (one: CheckCase, using = checks): boolean => {
  const found = findingsOf(one, using).filter(({ code }) => code === one.check);
  return JSON.stringify(found.map(summary).sort()) === JSON.stringify([...one.finds].sort());
};

/** Warnings that the mistake hid, or that are about the new service, by the check whose help was followed. */
const SEEN_AFTER: Readonly<Record<string, readonly string[]>> = {
  // with the CNAME, the text or the term gone, the domain is judged as one that has none
  "cname-apex": ["mode-send-only"],
  "spf-syntax": ["mode-send-only"],
  "spf-wrong-place": ["dmarc-present"],
  "name-not-yours": ["dmarc-present"],
  "spf-lookups-static": ["dkim-present"],
  // p=none is a beginning, and its reports are the next step
  "dmarc-single": ["dmarc-policy-none"],
  "wildcard-shadow": ["dmarc-policy-none"],
  // another mailbox has its own key and policy
  "preset-ending": ["dmarc-present", "dkim-present"],
  "mx-mixed-presets": ["spf-subdomain"],
};

/** What checks a zone as its cloud lists it has live cases, which test/live/check-listed.test.ts runs. */
const ofSpecs = checks.filter((check) => "check" in check || "checkAmong" in check || "checkFleet" in check);

describe.each(ofSpecs.map((check) => ({ ...check })))("$id", ({ id }) => {
  const own = cases.filter(({ check }) => check === id);

  test.each(own)("$title", (one) => {
    const found = findingsOf(one).filter(({ code }) => code === id);
    expect(found.map(summary).sort()).toEqual([...one.finds].sort());
  });

  const mended = own.filter((one) => one.mended !== undefined);
  if (mended.length > 0) {
    test.each(mended)("$title: what its help proposes passes", (one) => {
      const before = new Set(findingsOf(one).map(({ code }) => code));
      // of the whole list: no error, nothing of the check, and no warning that the edit brought
      const left = findingsOf({ specs: one.mended ?? "" }).filter(
        ({ code, severity }) =>
          severity === "error" ||
          (severity === "warning" && (code === id || !(before.has(code) || SEEN_AFTER[id]?.includes(code)))),
      );
      expect(left.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    });
  }

  test("has a failing and a passing case", () => {
    expect(own.some(({ finds }) => finds.length > 0)).toBe(true);
    expect(own.some(({ finds }) => finds.length === 0)).toBe(true);
  });

  test("is missed when it is taken out of the list", () => {
    const others = checks.filter((check) => check.id !== id);
    expect(own.every((one) => holds(one, others))).toBe(false);
  });
});

describe("the list of checks", () => {
  test("has every check of the folder, each in a file of its name", async () => {
    const found: string[] = [];
    const files = readdirSync("src/check", { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".ts") && name !== "checks.ts")) {
      const exported: object = await import(`../../src/check/${file}`);
      for (const value of Object.values(exported)) {
        if (typeof value !== "object" || value === null || !("rule" in value)) continue;
        expect(value).toMatchObject({ id: basename(file, ".ts") });
        found.push(basename(file, ".ts"));
      }
    }
    expect(checks.map(({ id }) => id).sort()).toEqual(found.sort());
  });

  test("says of each check what must hold and who says so", () => {
    for (const { id, rule, source } of checks) {
      expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
      expect(rule).toMatch(/^\S.*\.$/);
      expect(source).not.toBe("");
    }
  });

  test("lacks what is left out, with a reason for each", () => {
    const ids = new Set<string>(checks.map(({ id }) => id));
    for (const { id, reason } of LEFT_OUT) {
      expect(ids.has(id)).toBe(false);
      expect(reason).toMatch(/^\S.{20,}[^.]$/);
    }
  });

  test("has a case for no check that it lacks", () => {
    const ids = new Set<string>(checks.map(({ id }) => id));
    expect(cases.filter(({ check }) => !ids.has(check))).toEqual([]);
  });
});

describe("the files of cases", () => {
  test("are one for each check, in the folder of its family", async () => {
    const wanted = (await checkFiles()).map(({ family, id }) => `${family}/${id}.cases.ts`);
    const found = caseFiles.map(({ family, id }) => `${family}/${id}.cases.ts`);
    expect(found.sort()).toEqual(wanted.sort());
  });

  test("have nothing beside them that holds cases and is not read", () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
    const shared = files.filter((path) => path.includes("/") && !path.endsWith(".cases.ts"));
    expect([...new Set(shared.map((path) => basename(path)))]).toEqual(["specs.ts"]);
  });

  test.each(caseFiles)("$family/$id has cases, and those of its own check alone", (file) => {
    const ids = [
      ...file.cases.map(({ check }) => check),
      ...file.liveCases.map(([what]) => /^[^:]*/.exec(what)?.[0]),
    ];
    expect([...new Set(ids)]).toEqual([file.id]);
  });
});

describe("findings", () => {
  const findings = cases.flatMap((one) => findingsOf(one));

  test("are one line that stands alone, with an edit that mends it", () => {
    for (const { message, help, domain, place } of findings) {
      expect(message).not.toMatch(/\p{Cc}/u);
      expect(message).not.toMatch(/undefined|\.$/);
      expect(message.length).toBeLessThan(500);
      expect(help).toMatch(/^\S.{5,}$/);
      expect(domain).toMatch(/^[a-z0-9.-]+$/);
      expect(place?.line).toBeGreaterThan(0);
    }
  });

  test("come once for a domain on two clouds", () => {
    const twice = findingsOf({
      specs: [
        "domain: example.com",
        "dns: [cloudflare, route53, {cloud: route53, account: b}]",
        "records:",
        "  - {type: MX, value: 10 mail}",
        "  - {name: mail, type: CNAME, value: x.example.net}",
        "",
      ].join("\n"),
    });
    const errors = twice.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code }) => code)).toEqual(["mx-not-cname"]);
  });
});
