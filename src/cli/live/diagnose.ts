/** `mailzone diagnose`: what is wrong with the mail of a domain that has no spec, and the spec that would be right. */
import process from "node:process";
import { type Diagnosis, diagnose as diagnoseDomain } from "../../live/diagnosis.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { NoAnswer, NoSuchName } from "../../live/gather.ts";
import { loadedTogether } from "../../pipeline.ts";
import { openLibrary } from "../../preset/library.ts";
import { diagnosisJson, printDiagnosis } from "../../report/diagnosis.ts";
import { printMarkdown } from "../../report/markdown.ts";
import { summarize } from "../../report/summary.ts";
import { coloured, plain } from "../../report/text.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { domainName } from "../domain-name.ts";
import { exitBy, isColoured } from "../output.ts";
import { CannotRun, printJson, printResult } from "../print.ts";
import {
  type DnsOptions,
  readResolvers,
  readStart,
  refuseWithoutAnswers,
  resolverOf,
} from "./dns-options.ts";

interface Options extends DnsOptions {
  readonly selector: readonly string[];
  readonly format: "text" | "json" | "markdown";
}

/** A selector is one or more labels (RFC 6376 §3.1). */
const SELECTOR = /^[a-z0-9](?:[a-z0-9._-]{0,120}[a-z0-9])?$/i;

/** @throws CannotRun when DNS does not answer, or has no such domain */
export async function diagnose(names: readonly string[], options: Options): Promise<void> {
  const { selector: selectors, format } = options;
  const odd = selectors.find((one) => !SELECTOR.test(one));
  if (odd !== undefined)
    throw new CannotRun(`${JSON.stringify(odd)} is no DKIM selector: write s1, or google`);
  const settings = { resolvers: readResolvers(options.resolver), start: readStart(options.root) };
  await refuseWithoutAnswers(settings);
  const asker = openAsker();
  const world = {
    ...settings,
    asker,
    resolver: resolverOf(asker, settings),
    library: openLibrary(),
    selectors,
  };
  const diagnoses: Diagnosis[] = [];
  for (const name of names.map(domainName)) {
    diagnoses.push(await diagnoseDomain(name, world).catch((error: unknown) => refuse(name, error)));
  }
  const loaded = loadedTogether(diagnoses.map((one) => one.loaded));
  const style = isColoured(process.stdout) ? coloured : plain;
  if (format === "json") printJson(diagnosisJson(diagnoses));
  else if (format === "markdown") printResult(printMarkdown(loaded, summarize(loaded)));
  else printResult(diagnoses.map((one) => printDiagnosis(one, style)).join("\n"));
  exitBy(loaded.findings);
}

function refuse(name: Name, error: unknown): never {
  if (error instanceof NoSuchName) {
    throw new CannotRun(
      `${withoutDot(name)} is not in DNS: no mail reaches it; register it, or correct the name`,
      { cause: error },
    );
  }
  if (error instanceof NoAnswer) {
    throw new CannotRun(
      `DNS does not answer for ${withoutDot(name)}: ${error.message}; see at the registrar whether its name servers are right, or ask another resolver with --resolver ADDRESS`,
      { cause: error },
    );
  }
  throw error;
}
