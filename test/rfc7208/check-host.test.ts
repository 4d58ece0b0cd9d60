/** The evaluation of SPF agrees with the test suite of RFC 7208, case by case: results, and the explanations of fails. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseAllDocuments } from "yaml";
import { checkHost, type SpfAnswer, type SpfDns, type SpfQuestion } from "../../src/mail/check-host.ts";

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, SuiteTest>>;
  readonly zonedata: Readonly<Record<string, readonly unknown[]>>;
}

interface SuiteTest {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string | null;
  readonly result: string | readonly string[];
  readonly explanation?: string;
}

const text = readFileSync(join(import.meta.dirname, "rfc7208-tests.yml"), "utf8");
const scenarios = [...parseAllDocuments(text, { uniqueKeys: false })].map((one) => one.toJS() as Scenario);

/** DNS as the zone data of a scenario has it: aliases are followed, `TIMEOUT` fails, and SPF stands for TXT too. */
function dnsOf(zonedata: Scenario["zonedata"]): SpfDns {
  const zone = new Map(Object.entries(zonedata).map(([name, records]) => [name.toLowerCase(), records]));
  const values = (records: readonly unknown[], type: string): readonly unknown[] =>
    records.flatMap((record) =>
      record !== null && typeof record === "object" && type in record
        ? [(record as Record<string, unknown>)[type]]
        : [],
    );
  const answer = (name: string, type: SpfQuestion, hops = 0): SpfAnswer => {
    const records = zone.get(name.toLowerCase().replace(/\.$/, "")) ?? [];
    const [alias] = values(records, "CNAME") as string[];
    if (alias !== undefined) return hops > 10 ? "failed" : answer(alias, type, hops + 1);
    const own =
      type === "TXT" && values(records, "TXT").length === 0 ? values(records, "SPF") : values(records, type);
    const told = own.filter((one) => one !== "NONE");
    if (told.length === 0 && records.includes("TIMEOUT")) return "failed";
    if (type === "TXT") return told.map((one) => [one].flat().join(""));
    if (type !== "MX") return told as string[];
    return (told as [number, string][]).sort(([a], [b]) => a - b).map(([, exchange]) => exchange);
  };
  return async (name, type) => answer(name, type);
}

describe.each(scenarios.map(({ description, ...scenario }) => [description, scenario] as const))(
  "%s",
  (_, { tests, zonedata }) => {
    const dns = dnsOf(zonedata);
    test.each(Object.entries(tests))("%s", async (_name, { helo, host, mailfrom, result, explanation }) => {
      const found = await checkHost({ ip: host, helo, sender: mailfrom ?? "" }, dns);
      expect([result].flat()).toContain(found.result);
      if (explanation !== undefined && found.result === "fail") {
        expect(found.explanation ?? "DEFAULT").toBe(explanation);
      }
    });
  },
);
