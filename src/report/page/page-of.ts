/** The data of the page of `mailzone report`: what specs say, and what other commands found out about the same domains. */
import type { Finding } from "../../finding.ts";
import type { Loaded } from "../../pipeline.ts";
import type { Zone, ZoneDomain } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { presetUses } from "../../view/preset-uses.ts";
import { toUnicode, withoutDot } from "../../zone/name.ts";
import { compareRRsets, compareText } from "../../zone/order.ts";
import { printRdata } from "../../zone/rdata.ts";
import type { DescribedCode } from "../explain.ts";
import { type FindingJson, findingJson } from "../json.ts";
import { printPlace } from "../place.ts";
import { DRIFT_VALUES, type Drifts, driftOf, type Whose } from "./drifted.ts";
import { columnOf, FACTS, type Fact, type Ranked, ranked, UNKNOWN } from "./facts.ts";
import { Interned, InternedTexts } from "./interned.ts";
import type { PageCode, PageData, PageDomain, PageFinding, PageRecord, PageSet } from "./page-data.ts";
import { REPORT_VALUES, type Reported } from "./reported.ts";
import { ANSWER_VALUES, type StrangeSet, type Verified } from "./verified.ts";

export interface Sources {
  readonly loaded: Loaded;
  readonly codes: readonly DescribedCode[];
  /** What `mailzone verify` heard. */
  readonly verified?: {
    readonly domains: ReadonlyMap<string, Verified>;
    readonly findings: readonly FindingJson[];
  };
  readonly drifts?: Drifts;
  /** What `mailzone dmarc report` found. */
  readonly reported?: {
    readonly domains: ReadonlyMap<string, Reported>;
    readonly findings: readonly FindingJson[];
  };
  /** Hears how many of the domains are done. */
  readonly tell?: (done: number, all: number) => void;
}

/** A mail domain, by whatever specs and in whatever zones it is. */
interface Row {
  /** In A-labels, without final dot. */
  readonly name: string;
  readonly domains: readonly [Domain, ...Domain[]];
  readonly placed: readonly { readonly zone: Zone; readonly of: ZoneDomain }[];
  readonly findings: Found[];
}

interface Found {
  readonly finding: FindingJson;
  readonly by: PageFinding["by"];
  readonly waived?: string;
}

/** So many of the findings that are about no domain are in the page. */
const MOST_OTHERS = 500;

export function pageOf(sources: Sources): PageData {
  const rows = rowsOf(sources.loaded);
  const others = deal(rows, sources);
  const writing = new Writing();
  return {
    domains: rows.map((row, i) => {
      sources.tell?.(i, rows.length);
      return writing.domain(row, sources);
    }),
    facts: factsOf(rows, sources),
    others: writing.findings(others.slice(0, MOST_OTHERS), ""),
    moreOthers: Math.max(others.length - MOST_OTHERS, 0),
    ...writing.lists(sources.codes),
  };
}

function rowsOf({ domains, zones }: Loaded): Row[] {
  const placed = Map.groupBy(
    zones.flatMap((zone) => zone.domains.map((of) => ({ zone, of }))),
    ({ of }) => of.domain.spec.domain,
  );
  return [...Map.groupBy(domains, ({ spec }) => spec.domain)]
    .map(([name, same]) => ({
      name: withoutDot(name),
      domains: same as [Domain, ...Domain[]],
      placed: placed.get(name) ?? [],
      findings: [],
    }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Gives each domain the findings about it, and yields the others: a file that has one domain is about that one. */
function deal(rows: readonly Row[], { loaded, verified, drifts, reported }: Sources): readonly Found[] {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const byFile = Map.groupBy(rows, ({ domains: [{ spec }] }) => spec.place.file);
  const others: Found[] = [];
  const give = (found: Found): void => {
    const { domain, file } = found.finding;
    const [only, ...more] = byFile.get(file ?? "") ?? [];
    const row = domain === null ? (more.length === 0 ? only : undefined) : byName.get(domain);
    (row?.findings ?? others).push(found);
  };
  const specs = (finding: Finding): Found => ({ finding: findingJson(finding), by: "specs" });
  for (const finding of loaded.findings) give(specs(finding));
  for (const finding of verified?.findings ?? []) give({ finding, by: "DNS" });
  for (const finding of drifts?.findings ?? []) give({ finding, by: "drift" });
  for (const finding of reported?.findings ?? []) give({ finding, by: "reports" });
  for (const { reason, until, ...finding } of loaded.waived) {
    give({ ...specs(finding), waived: until === undefined ? reason : `${reason} (until ${until})` });
  }
  return others;
}

const SEVERITY = ranked({
  error: { label: "errors", tone: "bad" },
  warning: { label: "warnings", tone: "weak" },
  info: { label: "infos", tone: "plain" },
  none: { label: "none", tone: "good" },
});

const ANSWERS = ranked(ANSWER_VALUES);
const DRIFT = ranked(DRIFT_VALUES);
const LOST = ranked(REPORT_VALUES);

function factsOf(rows: readonly Row[], sources: Sources): PageData["facts"] {
  const { loaded, verified, drifts, reported } = sources;
  const { zones } = loaded;
  const seen = rows.map(({ domains: [domain], placed }) => {
    const [first, ...more] = placed.map(({ zone }) => zone);
    return first && { domain, placed: [first, ...more] as const, zones };
  });
  const column = (fact: Omit<Fact, "of">, of: (row: Row, i: number) => Ranked) =>
    columnOf(fact, rows.map(of));
  const stacks = new Set(rows.flatMap(stacksOf));
  return [
    column(FINDINGS, ({ findings }) => SEVERITY[worst(findings)]),
    ...(verified === undefined
      ? []
      : [column(DNS, ({ name }) => ANSWERS[verified.domains.get(name)?.outcome ?? "unasked"])]),
    ...(drifts === undefined ? [] : [column(CHANGES, (row) => DRIFT[driftOf(drifts, whose(row))])]),
    ...(reported === undefined
      ? []
      : [column(REPORTS, ({ name }) => LOST[reported.domains.get(name)?.outcome ?? "unreported"])]),
    ...FACTS.map((fact) =>
      column(fact, (_, i) => {
        const one = seen[i];
        return one === undefined ? UNKNOWN : fact.of(one);
      }),
    ),
    ...(stacks.size > 1 ? [column(STACK, stackOf)] : []),
  ];
}

const whose = (row: Row): Whose => ({
  domain: row.name,
  stacks: stacksOf(row),
  zones: row.placed.map(({ zone }) => zone.name),
});

const stackOf = (row: Row): Ranked => ({
  label: stacksOf(row).join(" + ") || "none",
  tone: "plain",
  rank: 0,
});

const STACK = {
  id: "stack",
  title: "Stack",
  about: "The part of the fleet that the domain is published with",
};
const FINDINGS = { id: "findings", title: "Findings", about: "The worst that was found about the domain" };
const DNS = {
  id: "dns",
  title: "Answers of DNS",
  about: "Whether the name servers answer what the domain should have, when mailzone verify asked them",
};
const CHANGES = {
  id: "drift",
  title: "Changes",
  about: "Whether records were changed or deleted by somebody else since they were published",
};
const REPORTS = {
  id: "reports",
  title: "At the next DMARC policy",
  about:
    "How much of the mail that receivers reported would be lost if the DMARC policy were one step stricter",
};

const stacksOf = ({ domains }: Row): string[] => [
  ...new Set(domains.flatMap(({ spec }) => spec.stack ?? [])),
];

function worst(findings: readonly Found[]): keyof typeof SEVERITY {
  const counting = new Set(
    findings.flatMap(({ finding, waived }) => (waived === undefined ? finding.severity : [])),
  );
  if (counting.has("error")) return "error";
  if (counting.has("warning")) return "warning";
  return counting.has("info") ? "info" : "none";
}

/** Fills the lists of the page, in which everything is once. */
class Writing {
  readonly #texts = new InternedTexts();
  readonly #records = new Interned<PageRecord>();
  readonly #findings = new Interned<PageFinding>();
  readonly #sets = new Interned<PageSet>();
  readonly #codes = new Set<string>();

  lists(
    codes: readonly DescribedCode[],
  ): Pick<PageData, "texts" | "records" | "findings" | "sets" | "codes"> {
    return {
      texts: this.#texts.all,
      records: this.#records.all,
      findings: this.#findings.all,
      sets: this.#sets.all,
      codes: Object.fromEntries(
        codes.flatMap((one) => (this.#codes.has(one.id) ? [[one.id, pageCode(one)]] : [])),
      ),
    };
  }

  domain(row: Row, { verified, drifts, reported }: Sources): PageDomain {
    const { name, domains, placed } = row;
    const text = (value: string): number => this.#texts.number(value, name);
    const shown = withoutDot(toUnicode(domains[0].spec.domain));
    const answers = verified?.domains.get(name);
    const changes = drifts?.changes.get(name);
    const reports = reported?.domains.get(name);
    return {
      name,
      ...(shown !== name && { shown }),
      about: domains.flatMap(aboutDomain).map(([label, value]) => [text(label), text(value)]),
      zones: placed.map((one) => ({
        title: text(zoneTitle(one.zone)),
        records: this.#recordsOf(one.of, name),
      })),
      ...(row.findings.length > 0 && { findings: this.findings(row.findings, name) }),
      ...(answers !== undefined && {
        answers: { said: text(answers.said), ...this.#strange(answers.strange, name) },
      }),
      ...(changes !== undefined && { drift: changes.map(text) }),
      ...(reports !== undefined && {
        reports: {
          said: text(reports.said),
          sources: reports.sources.map((row) => row.map(text)),
          lost: text(reports.lost),
        },
      }),
    };
  }

  findings(found: readonly Found[], domain: string): number[] {
    const text = (value: string): number => this.#texts.number(value, domain);
    return found.map(({ finding, by, waived }) => {
      const { code, severity, message, help, related, more } = finding;
      this.#codes.add(code);
      return this.#findings.number({
        severity,
        code,
        by,
        message: text(message),
        ...(help !== null && { help: text(help) }),
        ...(finding.file !== null && { place: text(placeOf(finding)) }),
        ...(related.length > 0 && {
          related: related.map((one) => [text(placeOf(one)), text(one.note)] as const),
        }),
        ...(more > 0 && { more }),
        ...(waived !== undefined && { waived: text(waived) }),
      });
    });
  }

  #recordsOf({ rrsets }: ZoneDomain, domain: string): number[] {
    const text = (value: string): number => this.#texts.number(value, domain);
    return [...rrsets]
      .sort(compareRRsets)
      .flatMap(({ name, type, ttl, records }) =>
        records.map(({ data, origin }) =>
          this.#records.number([
            text(withoutDot(name)),
            ttl,
            text(type),
            text(printRdata(data)),
            text(origin.preset?.id ?? ""),
          ]),
        ),
      );
  }

  #strange(strange: readonly StrangeSet[], domain: string): { readonly sets?: readonly number[] } {
    if (strange.length === 0) return {};
    const text = (value: string): number => this.#texts.number(value, domain);
    return {
      sets: strange.map(({ name, type, wanted, heard }) =>
        this.#sets.number({
          name: text(withoutDot(name)),
          type: text(type),
          wanted: wanted.map(text),
          heard: heard.map(({ server, said }) => [text(server), text(said)]),
        }),
      ),
    };
  }
}

function placeOf({ file, line, column }: Pick<FindingJson, "file" | "line" | "column">): string {
  return printPlace(
    file === null ? undefined : { file, line: line ?? undefined, column: column ?? undefined },
  );
}

const pageCode = ({ rule, explanation }: DescribedCode): PageCode => ({
  rule,
  ...(explanation !== undefined && { why: explanation.why, effect: explanation.effect }),
});

const zoneTitle = ({ name, cloud, account }: Zone): string =>
  `zone ${withoutDot(name)} on ${cloud.title}${account === undefined ? "" : ` (${account})`}`;

const MODES = {
  mail: "sends and receives",
  "send-only": "sends only",
  "receive-only": "receives only",
  parked: "none",
  none: "none: the names of addresses",
} as const;

const ROLES = {
  mailbox: "Mailboxes",
  standby: "Other provider of the move",
  gateway: "Gateway before the mailboxes",
  sender: "Sends for it",
} as const;

/** Label and value of what a spec says as a whole. */
function aboutDomain(domain: Domain): readonly (readonly [string, string])[] {
  const { spec } = domain;
  const uses = presetUses(domain).map(({ preset, use }) => [ROLES[use.role], preset.title] as const);
  return [
    ["Spec", printPlace(spec.place)],
    ...(spec.stack === undefined ? [] : [["Stack", spec.stack] as const]),
    ["Mail", MODES[spec.mode]],
    ...uses,
    ...(spec.migration === undefined
      ? []
      : [["Move to another provider, phase", spec.migration.phase] as const]),
  ];
}
