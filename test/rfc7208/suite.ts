/**
 * The test suite of RFC 7208, release 2014.04: `test/rfc7208-tests.yml` of the sdist pyspf 2.0.14 on PyPI, unchanged, under
 * the licence beside it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { isSpf } from "../../src/mail/text-kind.ts";

/** One case: what a receiver makes of mail from a domain with a single SPF record. */
export interface SuiteCase {
  readonly name: string;
  /** What the case is about. */
  readonly scenario: string;
  /** The SPF record of the domain that the mail comes from. */
  readonly text: string;
  /** The results that the suite accepts. */
  readonly results: readonly string[];
}

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, SuiteTest>>;
  readonly zonedata: Readonly<Record<string, readonly unknown[]>>;
}

interface SuiteTest {
  readonly helo: string;
  readonly mailfrom: string | null;
  readonly result: string | readonly string[];
}

/** Every case whose domain has one SPF record. */
export function suiteCases(): readonly SuiteCase[] {
  const text = readFileSync(join(import.meta.dirname, "rfc7208-tests.yml"), "utf8");
  const documents = parseAllDocuments(text, { uniqueKeys: false });
  return [...documents].flatMap((document) => casesOf(document.toJS() as Scenario));
}

function casesOf({ description, tests, zonedata }: Scenario): readonly SuiteCase[] {
  const zone = new Map(Object.entries(zonedata).map(([name, records]) => [name.toLowerCase(), records]));
  return Object.entries(tests).flatMap(([name, { helo, mailfrom, result }]) => {
    const domain = (mailfrom || helo).split("@").at(-1) ?? "";
    const [text, second] = spfOf(zone.get(domain.toLowerCase()) ?? []);
    if (text === undefined || second !== undefined) return [];
    return [{ name, scenario: description, text, results: [result].flat() }];
  });
}

/** The suite writes a record once, as type SPF, where nothing depends on the type. */
function spfOf(records: readonly unknown[]): readonly string[] {
  const texts = textsOf(records, "TXT");
  return (texts.length > 0 ? texts : textsOf(records, "SPF")).filter(isSpf);
}

function textsOf(records: readonly unknown[], type: "TXT" | "SPF"): readonly string[] {
  return records.flatMap((record) => {
    const value: unknown =
      record !== null && typeof record === "object" ? Reflect.get(record, type) : undefined;
    return value === undefined ? [] : [[value].flat().join("")];
  });
}
