/** `--only DOMAIN`: what concerns some mail domains of all. */
import { type Finding, quote } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { listed } from "../words/list.ts";
import { absolute, withoutDot } from "../zone/name.ts";
import { CannotRun } from "./print.ts";

/** Mail domains as they were given, in A-labels without final dots. */
export const onlyDomains = (given: readonly string[]): readonly string[] =>
  given.map((one) => withoutDot(absolute(one.trim())));

/** The findings about these domains, in A-labels without final dots, or about none. */
export const onlyAbout = <F extends Finding>(
  findings: readonly F[],
  domains: ReadonlySet<string>,
): readonly F[] => findings.filter(({ domain }) => domain === undefined || domains.has(domain));

/**
 * The zones of these domains, without their other domains, and what was found about them: all for none.
 * @throws CannotRun if one has no spec; before that `tell` gets the errors, among which the reason may be
 */
export function onlyOf(
  loaded: Loaded,
  given: readonly string[],
  { paths, tell }: { readonly paths: readonly string[]; readonly tell: (errors: readonly Finding[]) => void },
): Loaded {
  if (given.length === 0) return loaded;
  const wanted = onlyDomains(given);
  const about = aboutDomains(loaded, new Set(wanted));
  const known = new Set(loaded.domains.map(({ spec }) => withoutDot(spec.domain)));
  const missing = given.filter((_, i) => !known.has(wanted[i] ?? ""));
  if (missing.length > 0) {
    tell(about.findings.filter(({ severity }) => severity === "error"));
    const domains = missing.length === 1 ? "domain" : "domains";
    throw new CannotRun(`no spec for the ${domains} ${listed(missing.map(quote))} in ${paths.join(", ")}`);
  }
  return about;
}

/** The zones of these domains, in A-labels without final dots, without their other domains, and what was found about them. */
export function aboutDomains(loaded: Loaded, wanted: ReadonlySet<string>): Loaded {
  const isWanted = (name: string): boolean => wanted.has(withoutDot(name));
  return {
    ...loaded,
    domains: loaded.domains.filter(({ spec }) => isWanted(spec.domain)),
    zones: loaded.zones.flatMap((zone) => {
      const domains = zone.domains.filter(({ domain }) => isWanted(domain.spec.domain));
      return domains.length === 0
        ? []
        : [{ ...zone, domains, rrsets: domains.flatMap(({ rrsets }) => rrsets) }];
    }),
    findings: onlyAbout(loaded.findings, wanted),
    waived: onlyAbout(loaded.waived, wanted),
  };
}
