/** What confirming a change does. */
import { describe, expect, test } from "@jest/globals";
import { confirmationOf, runGuards } from "../../src/guard/run.ts";
import { type Case, mail, mx } from "./case.ts";
import { findingsOf, idsOf, other } from "./cases.ts";
import { changeFrom, specs } from "./change-of.ts";

describe("a confirmation", () => {
  const move = (host: string): Case => ({
    what: "",
    before: mail(mx("a.example.net")),
    after: mail(mx(host)),
    finds: [],
  });

  test("is good for one change and not for another like it", () => {
    const ids = idsOf(findingsOf(move("b.example.net")));
    const found = findingsOf(move("c.example.net"), ids).map(({ code, severity }) => `${severity} ${code}`);
    expect(found.sort()).toEqual(["error plan-mx-cutover", "warning confirm-unused"]);
  });

  test("that is left over after the change is a warning, and stops nothing", () => {
    const ids = idsOf(findingsOf(move("b.example.net")));
    const done = { what: "", before: mail(mx("b.example.net")), after: mail(mx("b.example.net")), finds: [] };
    expect(findingsOf(done, [...ids, ...ids])).toMatchObject([
      { code: "confirm-unused", severity: "warning" },
    ]);
  });

  test("that is no id of a change is a warning, which does not repeat it", () => {
    const done = { what: "", before: mail(mx("b.example.net")), after: mail(mx("b.example.net")), finds: [] };
    const found = findingsOf(done, ["s3cr3t $(id)"]);
    expect(found).toMatchObject([{ code: "confirm-unused", severity: "warning" }]);
    expect(JSON.stringify(found)).not.toContain("s3cr3t");
  });

  test("is the same whatever order values and specs have", () => {
    const first = {
      what: "",
      before: specs(mail(mx("a.example.net", "b.example.net")), other),
      after: other,
      finds: [],
    };
    const second = { ...first, before: specs(other, mail(mx("b.example.net", "a.example.net"))) };
    expect(idsOf(findingsOf(first))).toEqual(idsOf(findingsOf(second)));
  });

  test("is not for sale by a waiver or a profile", () => {
    const quiet = { ...move("b.example.net"), after: `${mail(mx("b.example.net"))}\nprofile: baseline` };
    expect(findingsOf(quiet)).toMatchObject([{ code: "plan-mx-cutover", severity: "error" }]);
  });

  test("is what the help says, at the place that it names, and then the change passes", () => {
    const asked = findingsOf(move("b.example.net"));
    const confirmations = asked.map(confirmationOf);
    expect(confirmations).toEqual([{ path: "confirm[0]", id: idsOf(asked)[0] }]);
    const passed = findingsOf(move("b.example.net"), [confirmations[0]?.id ?? ""]);
    expect(passed.map((one) => [one.severity, confirmationOf(one)])).toEqual([["warning", undefined]]);
  });

  test("several helps number the places in the list one after the other, after what is there", () => {
    const before = specs(mail(mx("a.example.net")), other);
    const findings = runGuards(changeFrom(before, ""), { confirm: ["used-00000000"], stack: "prod" });
    const places = findings.flatMap(({ help }) => /confirm\[(\d+)\]/.exec(help ?? "")?.[1] ?? []);
    expect(places).toEqual(["1", "2"]);
  });
});

test("a domain whose spec went to another stack cannot be confirmed away: its records are handed over", () => {
  const before = specs(mail(mx("a.example.net")), other);
  const change = {
    ...changeFrom(before, other),
    elsewhere: new Map([["example.com.", { stack: "other", from: "prod" }]]),
  };
  const [first, ...rest] = runGuards(change, { confirm: [], stack: "prod" });
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    code: "plan-domain-gone",
    severity: "error",
    help: "hand them over, which changes no record: ./mailzone move example.com --from prod --to other",
  });
  const ids = [
    "domain-gone-00000000",
    ...idsOf(runGuards(changeFrom(before, other), { confirm: [], stack: "prod" })),
  ];
  expect(runGuards(change, { confirm: ids, stack: "prod" })).toContainEqual(first);
});

test("several domains that went to one stack are one finding, whose command moves all of them", () => {
  const moved = specs(
    mail(mx("a.example.net")).replaceAll("example.com", "two.example"),
    mail(mx("a.example.net")),
    other,
  );
  const to = { stack: "other", from: "prod" };
  const change = {
    ...changeFrom(moved, other),
    elsewhere: new Map([
      ["example.com.", to],
      ["two.example.", to],
      ["never-owned.example.", to],
    ]),
  };
  const findings = runGuards(change, { confirm: [], stack: "prod" });
  expect(findings.map(({ code }) => code)).toEqual(["plan-domain-gone"]);
  expect(findings[0]?.message).toMatch(/^example\.com and two\.example are now in the specs of stack other/);
  expect(findings[0]?.help).toContain("./mailzone move example.com two.example --from prod --to other");
});
