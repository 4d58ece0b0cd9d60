/** `mailzone report`: a page for people, of what the specs say and of what other commands found out. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../tools/write-file.mjs";
import { codes } from "../codes.ts";
import { atLeast } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { dmarcReportDocument } from "../report/dmarc-report-json.ts";
import { driftDocument } from "../report/drift-json.ts";
import { fleetDriftDocument } from "../report/fleet-drift.ts";
import { browserFiles } from "../report/page/browser.ts";
import { type DriftDocument, driftsOf, type FleetDriftDocument } from "../report/page/drifted.ts";
import { MADE_BY, pageHtml } from "../report/page/page-html.ts";
import { pageOf } from "../report/page/page-of.ts";
import { NoDocument, readDocument } from "../report/page/read-document.ts";
import { reportedDomains } from "../report/page/reported.ts";
import { verifiedDomains } from "../report/page/verified.ts";
import { summarize, summaryLine } from "../report/summary.ts";
import { verifyDocument } from "../report/verify-json.ts";
import { ownPackage } from "../source/own-package.ts";
import { counted } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";
import { CannotRun, exitBy, load, printFindingsAside, printResult } from "./output.ts";
import { progress } from "./progress.ts";
import { readNamed } from "./read-named.ts";
import { hint, type Shown } from "./shown.ts";
import { writeNamed, writing } from "./writing.ts";

interface Options extends Shown {
  readonly verify?: string;
  readonly drift?: string;
  readonly dmarc?: string;
  readonly out: string;
  readonly only: readonly string[];
}

/** @throws CannotRun if the paths, a document or the folder cannot be used; then nothing is written */
export function page(paths: readonly string[], options: Options): void {
  const { verify, drift, dmarc, out, only, ...shown } = options;
  const file = join(out, "index.html");
  writing(out, () => refuseFolder(out, file));
  const verified = verify === undefined ? undefined : readVerify(verify);
  const drifts = drift === undefined ? undefined : driftsOf(readDrift(drift));
  const reported = dmarc === undefined ? undefined : readDmarc(dmarc);
  const loaded = load(paths, only);
  const summary = summarize(loaded);
  const { tell, end } = progress();
  const data = pageOf({
    loaded,
    codes,
    tell: (done, all) => tell(`${done} of ${counted(all, "domain")} written`),
    ...(verified !== undefined && {
      verified: { domains: verifiedDomains(verified), findings: verified.findings },
    }),
    ...(drifts !== undefined && { drifts }),
    ...(reported !== undefined && {
      reported: { domains: reportedDomains(reported), findings: reported.findings },
    }),
  });
  end();
  const made = `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const html = pageHtml({ data, summary, made, version: ownPackage().version, ...browserFiles() });
  writing(out, () => makeFolder(out));
  writeNamed(file, html, "replace");
  printFindingsAside(atLeast(loaded.findings, "error"));
  if (only.length === 0) {
    hintStrange(verify, verified, loaded, shown);
    hintStrange(dmarc, reported, loaded, shown);
  }
  hint(summaryLine(summary), shown);
  printResult(`wrote ${file}`);
  exitBy(loaded.findings);
}

/** Counts the domains of a file that have no spec. */
function hintStrange(
  file: string | undefined,
  document: { readonly domains: readonly { readonly domain: string }[] } | undefined,
  { domains }: Loaded,
  shown: Shown,
): void {
  if (document === undefined) return;
  const known = new Set(domains.map(({ spec }) => withoutDot(spec.domain)));
  const there = new Set(document.domains.map(({ domain }) => domain));
  const strange = [...there].filter((domain) => !known.has(domain)).length;
  hint(strange === 0 ? "" : `${counted(strange, "domain")} of ${file} in no spec, so not in the page`, shown);
}

/** A folder that is none, or has a page of somebody else. */
function refuseFolder(out: string, file: string): void {
  if (out === "") throw new CannotRun("--out is empty: name a folder");
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new CannotRun(`${out} is not a folder`);
  }
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  if (isThere && !textOf(file).slice(0, HEAD).includes(MADE_BY)) {
    throw new CannotRun(
      `${file} is no page of mailzone report, so it is not replaced: name another folder with --out`,
    );
  }
}

/** Within so many characters a page says who made it. */
const HEAD = 2000;

/** What ten thousand domains with a dozen records on four servers take, twice. */
const MOST_OCTETS = 400 * 1024 * 1024;

const textOf = (path: string): string => Buffer.from(readNamed(path, MOST_OCTETS)).toString("utf8");

const readVerify = (path: string) =>
  asPrintedBy("mailzone verify --format json", path, (text) => readDocument(text, () => verifyDocument));

const readDrift = (path: string) =>
  asPrintedBy("mailzone drift or mailzone fleet drift with --format json", path, (text) =>
    readDocument<DriftDocument | FleetDriftDocument>(text, (document) =>
      "shards" in document ? fleetDriftDocument : driftDocument,
    ),
  );

const readDmarc = (path: string) =>
  asPrintedBy("mailzone dmarc report --format json", path, (text) =>
    readDocument(text, () => dmarcReportDocument),
  );

function asPrintedBy<T>(command: string, path: string, read: (text: string) => T): T {
  try {
    return read(textOf(path));
  } catch (error) {
    if (!(error instanceof NoDocument)) throw error;
    throw new CannotRun(`${path} is not what ${command} prints: ${error.message}`, { cause: error });
  }
}
