/** Specs for the page of `mailzone report`, and what it says of a domain. */
import { codes } from "../../../src/codes.ts";
import { type Loaded, loadedTogether, loadText } from "../../../src/pipeline.ts";
import { DOMAIN_MARK, type PageData, type PageDomain } from "../../../src/report/page/page-data.ts";
import { pageOf, type Sources } from "../../../src/report/page/page-of.ts";

/** Each text as the one file of its name, in its stack. */
export const loadedOf = (files: Readonly<Record<string, string>>): Loaded =>
  loadedTogether(
    Object.entries(files).map(([file, text]) => {
      const stack = /^stacks\/([^/]+)\//.exec(file)?.[1];
      return loadText(file, text, stack === undefined ? {} : { stack });
    }),
  );

export const pageWith = (loaded: Loaded, more: Omit<Sources, "loaded" | "codes"> = {}): PageData =>
  pageOf({ loaded, codes, ...more });

/** The label of each fact of a domain, by the fact's id. */
export function factsAbout(data: PageData, name: string): Readonly<Record<string, string>> {
  const i = data.domains.findIndex((domain) => domain.name === name);
  return Object.fromEntries(data.facts.map(({ id, values, of }) => [id, values[of[i] ?? -1]?.label ?? ""]));
}

/** What is said of a domain, with its texts in place of their numbers. */
export function saidOf(data: PageData, name: string) {
  const domain = data.domains.find((one) => one.name === name) as PageDomain;
  const text = (number: number | undefined): string =>
    (data.texts[number ?? -1] ?? "").replaceAll(DOMAIN_MARK, name);
  return {
    about: Object.fromEntries(domain.about.map(([label, value]) => [text(label), text(value)])),
    zones: domain.zones.map(({ title, records }) => ({
      title: text(title),
      records: records.map((number) => {
        const [at, ttl, type, value, from] = data.records[number] ?? [];
        return [text(at), ttl, text(type), text(value), text(from)].join(" ").trim();
      }),
    })),
    findings: findingsOf(data, domain.findings, text),
    answers: domain.answers && text(domain.answers.said),
    sets: (domain.answers?.sets ?? []).map((number) => {
      const set = data.sets[number];
      return {
        at: `${text(set?.name)} ${text(set?.type)}`,
        wanted: set?.wanted.map(text),
        heard: set?.heard.map(([server, said]) => `${text(server)}: ${text(said)}`),
      };
    }),
    drift: domain.drift?.map(text),
    reports: domain.reports && {
      said: text(domain.reports.said),
      sources: domain.reports.sources.map((row) => row.map(text)),
      lost: text(domain.reports.lost),
    },
  };
}

export function findingsOf(
  data: PageData,
  numbers: readonly number[] = [],
  text = (number: number | undefined): string => data.texts[number ?? -1] ?? "",
) {
  return numbers.map((number) => {
    const { message, help, place, waived, related, ...rest } = data.findings[number] ?? {};
    return {
      ...rest,
      message: text(message),
      ...(help !== undefined && { help: text(help) }),
      ...(place !== undefined && { place: text(place) }),
      ...(waived !== undefined && { waived: text(waived) }),
      ...(related !== undefined && { related: related.map((one) => one.map(text)) }),
    };
  });
}
