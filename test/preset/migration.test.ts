/** A move from and to every mailbox preset: what may not be missing at any step. */
import { describe, expect, test } from "@jest/globals";
import { isSpf } from "../../src/mail/text-kind.ts";
import { loadText } from "../../src/pipeline.ts";
import type { Domain } from "../../src/preset/domain.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { bareTerm, spfTerms } from "../../src/preset/spf-terms.ts";
import { STEPS, type Step } from "../../src/spec/migration.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { exampleWith } from "./examples.ts";

const library = openLibrary();
const HOLDS_MAIL = ["mailbox", "selfhosted", "forwarder", "receiver"];
const presets = library.presets().filter(({ kind }) => HOLDS_MAIL.includes(kind));
/** With client names, with a host of its own, with a policy of its own. */
const PARTNERS = ["tencent-exmail", "self-hosted", "mailcow"];

const use = (id: string): string => {
  const preset = library.find(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return JSON.stringify({ provider: id, with: exampleWith(preset) });
};

function stepsOf(from: string, to: string): Record<Step, Domain> {
  const { domains } = loadText(
    "f.yaml",
    `domain: example.com\ndns: route53\nmailbox: ${use(to)}\nmigrate: {from: ${use(from)}, phase: prepare}\n`,
    { library },
  );
  const steps = domains[0]?.steps;
  return Object.fromEntries(STEPS.map((step) => [step, steps?.get(step)])) as Record<Step, Domain>;
}

const mx = ({ records }: Domain): string[] =>
  records
    .filter(({ name, data }) => data.type === "MX" && name === "example.com.")
    .map(({ data }) => printRdata(data))
    .sort();

/** The terms of the domain's SPF, without `mx`, which a migration writes out. */
const spf = ({ records }: Domain): string[] =>
  records
    .flatMap(({ name, data }) =>
      data.type === "TXT" && name === "example.com." && isSpf(data.text) ? spfTerms(data.text) : [],
    )
    .map(bareTerm)
    .filter((term) => term !== "mx");

/** Selectors, verification texts and the like of one step that another lacks, though nothing stands in their place. */
function lost(of: Domain, at: Domain, mayBeAt: (name: string, type: string) => boolean): string[] {
  const there = new Set(at.records.map(({ name, data }) => `${name} ${printRdata(data)}`));
  const waiting = new Set(at.waiting.map(({ record }) => `${record.name} ${printRdata(record.data)}`));
  return of.records
    .filter(({ name, data }) => mayBeAt(name, data.type))
    .map(({ name, data }) => `${name} ${printRdata(data)}`)
    .filter((record) => !there.has(record) && !waiting.has(record));
}

const isKey = (name: string): boolean => name.includes("._domainkey.");

const pairs = presets.flatMap(({ id }) =>
  PARTNERS.filter((partner) => partner !== id).flatMap((partner) => [
    [id, partner],
    [partner, id],
  ]),
) as [string, string][];

describe.each(pairs)("from %s to %s", (from, to) => {
  const steps = stepsOf(from, to);

  test("the MX are those of one provider, and move at the switch", () => {
    expect(mx(steps.prepare)).toEqual(mx(steps.before));
    expect(mx(steps.switch)).toEqual(mx(steps.finish));
  });

  test("both may send and sign while both are in use", () => {
    for (const step of [steps.prepare, steps.switch]) {
      expect(spf(step)).toEqual(expect.arrayContaining([...spf(steps.before), ...spf(steps.finish)]));
      expect([...lost(steps.before, step, isKey), ...lost(steps.finish, step, isKey)]).toEqual([]);
    }
  });

  test("a CNAME is alone at its name, and there is one SPF and one DMARC record", () => {
    for (const { records } of Object.values(steps)) {
      const byName = Map.groupBy(records, ({ name }) => name);
      for (const all of byName.values()) {
        if (all.some(({ data }) => data.type === "CNAME")) expect(all).toHaveLength(1);
        expect(all.filter(({ data }) => data.type === "TXT" && isSpf(data.text)).length).toBeLessThan(2);
      }
      expect(byName.get("_dmarc.example.com.")?.length ?? 0).toBeLessThan(2);
    }
  });
});
