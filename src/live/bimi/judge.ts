/** `bimi-logo` and `bimi-certificate`: whether receivers can show the logos that the specs' domains announce. */
import type { X509Certificate } from "node:crypto";
import type { Finding } from "../../finding.ts";
import { isBimi, parseBimi } from "../../mail/bimi.ts";
import { valueSpan } from "../../mail/tag-list.ts";
import type { Zone } from "../../plan/zone.ts";
import { type PolicyText, transportRecords } from "../../view/transport-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { counted } from "../../words/text.ts";
import type { Name } from "../../zone/name.ts";
import { atOnce } from "../at-once.ts";
import type { Resolver } from "../dns/resolver.ts";
import { fetchFile, type NoFile, type WebFile, type WebOptions } from "../web-file.ts";
import { type Fault, logoFaults } from "./logo-faults.ts";
import { MOST_UNPACKED, unpacked } from "./svgz.ts";

/** Files that are fetched at the same time. */
const AT_ONCE = 8;
/** A certificate with a logo in it has some 20 KB. */
const MOST_OCTETS = 1 << 18;
/** Receivers follow redirects; none follows many. */
const MOST_REDIRECTS = 3;

export interface LogoOptions extends WebOptions {
  /** Instead of the authorities that issue mark certificates. */
  readonly markRoots?: readonly X509Certificate[];
}

/** A BIMI record that names a logo. */
interface Announced extends PolicyText {
  readonly zone: Zone;
  /** The URL of the logo, and of its mark certificate. */
  readonly l: string;
  readonly a?: string;
}

/** The BIMI records of the zones that name a logo, each name once, though several clouds have it. */
export function logosOf(zones: readonly Zone[]): readonly Announced[] {
  const found = new Map<Name, Announced>();
  for (const zone of zones) {
    for (const one of transportRecords(zone).bimi) {
      if (!isBimi(one.text) || found.has(one.record.name)) continue;
      const { location, evidence, problems } = parseBimi(one.text);
      // an empty l= declines; bimi-record reports what cannot be used
      if (!location || problems.some(({ isIgnored }) => !isIgnored)) continue;
      found.set(one.record.name, { ...one, zone, l: location, ...(evidence && { a: evidence }) });
    }
  }
  return [...found.values()];
}

type Tag = "l" | "a";
const CODES = { l: "bimi-logo", a: "bimi-certificate" } as const;
const SUBJECTS = { l: "the logo", a: "the mark certificate" } as const;
const CONSEQUENCES = { l: "receivers do not show it", a: "Gmail and Apple show no logo" } as const;

/** Fetches each file once, though many domains share it, and judges it as receivers do. */
export async function judgeLogos(
  zones: readonly Zone[],
  resolver: Resolver,
  { markRoots, ...options }: LogoOptions = {},
): Promise<readonly Finding[]> {
  const logos = logosOf(zones);
  const files = new Map<string, WebFile | NoFile>();
  const urls = new Set(logos.flatMap(({ l, a }) => (a === undefined ? [l] : [l, a])));
  await atOnce(AT_ONCE, urls, async (url) => {
    files.set(url, await fetchFollowing(url, resolver, { ...options, isPatient: true }));
  });
  const findings: Finding[] = [];
  const byUrl = (tag: Tag): ReadonlyMap<string, readonly [Announced, ...Announced[]]> => {
    const groups = new Map<string, [Announced, ...Announced[]]>();
    for (const one of logos) {
      const url = one[tag];
      if (url === undefined) continue;
      const group = groups.get(url);
      if (group === undefined) groups.set(url, [one]);
      else group.push(one);
    }
    return groups;
  };
  const svgs = new Map<string, Buffer>();
  for (const [url, all] of byUrl("l")) {
    const { svg, faults } = logoIn(files.get(url) as WebFile | NoFile);
    if (svg !== undefined) svgs.set(url, svg);
    for (const fault of faults) findings.push(findingOf("l", url, all, fault));
  }
  for (const [url, all] of byUrl("a")) {
    const file = files.get(url) as WebFile | NoFile;
    for (const { fault, of } of await certificateFaults(file, all, svgs, markRoots))
      findings.push(findingOf("a", url, of, fault));
  }
  return findings;
}

/** A file, after redirects to other https URLs. */
async function fetchFollowing(
  url: string,
  resolver: Resolver,
  options: WebOptions,
): Promise<WebFile | NoFile> {
  let at = new URL(url);
  for (let redirects = 0; ; redirects++) {
    const file = await fetchFile(at, MOST_OCTETS, resolver, options);
    if (!("failure" in file) || file.location === undefined) return file;
    const next = URL.canParse(file.location, at.href) ? new URL(file.location, at) : undefined;
    if (next?.protocol !== "https:")
      return { failure: `${file.failure} to something that is not an https URL` };
    if (redirects === MOST_REDIRECTS) return { failure: `${file.failure} again and again` };
    at = next;
  }
}

const unfetched = ({ failure }: NoFile): Fault => ({
  severity: "error",
  says: `cannot be fetched: ${failure}`,
  help: "put the file there, on a web server with a certificate of a public authority, or correct the URL",
});

interface Logo {
  /** Unpacked. */
  readonly svg?: Buffer;
  readonly faults: readonly Fault[];
}

function logoIn(file: WebFile | NoFile): Logo {
  if ("failure" in file) return { faults: [unfetched(file)] };
  try {
    const svg = unpacked(file.octets);
    return { svg, faults: [...logoFaults(svg), ...mediaTypeFaults(file)] };
  } catch {
    const says = `is compressed, but cannot be unpacked to at most ${MOST_UNPACKED} octets`;
    return { faults: [{ severity: "error", says, help: "serve the SVG file uncompressed" }] };
  }
}

const mediaTypeFaults = ({ mediaType }: WebFile): readonly Fault[] =>
  mediaType === "image/svg+xml"
    ? []
    : [
        {
          severity: "warning",
          says: `comes as ${mediaType === "" ? "no media type" : JSON.stringify(mediaType)} instead of image/svg+xml, so some receivers may refuse it`,
          help: "have the web server send Content-Type: image/svg+xml for it",
        },
      ];

interface OfSome {
  readonly fault: Fault;
  /** The records that it is a fault of. */
  readonly of: readonly [Announced, ...Announced[]];
}

async function certificateFaults(
  file: WebFile | NoFile,
  all: OfSome["of"],
  svgs: ReadonlyMap<string, Buffer>,
  roots: readonly X509Certificate[] | undefined,
): Promise<readonly OfSome[]> {
  if ("failure" in file) return [{ fault: unfetched(file), of: all }];
  // loading them takes 0.2 s, which most runs need not pay
  const { coverageFault, markRoots, readMarkCertificate } = await import("./mark-certificate.ts");
  const { certificate, faults } = readMarkCertificate(file.octets.toString("latin1"), {
    now: new Date(),
    roots: roots ?? markRoots(),
  });
  const found: OfSome[] = faults.map((fault) => ({ fault, of: all }));
  if (certificate === undefined) return found;
  for (const one of all) {
    const [selector = ""] = one.record.name.split(".");
    const fault = coverageFault(certificate, selector, one.domain);
    if (fault !== undefined) found.push({ fault, of: [one] });
  }
  const { logotypeOf } = await import("./logotype.ts");
  const logotype = logotypeOf(certificate.raw);
  if (typeof logotype === "string") {
    const says =
      logotype === "absent"
        ? "has no logo in it (the extension logotype, 1.3.6.1.5.5.7.1.12)"
        : "has a logo in it that is not an SVG file, or cannot be read";
    const help = "have the authority issue a mark certificate, with the SVG file of the logo";
    found.push({ fault: { severity: "error", says, help }, of: all });
    return found;
  }
  for (const one of all) {
    const svg = svgs.get(one.l);
    if (svg === undefined || svg.equals(logotype.svg)) continue;
    const says = `has another logo in it than ${one.l}, so receivers show different ones, or none`;
    const help =
      "serve the very file that the authority has put into the certificate, or have it issued again";
    found.push({ fault: { severity: "warning", says, help }, of: [one] });
  }
  return found;
}

function findingOf(
  tag: Tag,
  url: string,
  [one, ...others]: OfSome["of"],
  { severity, says, help }: Fault,
): Finding {
  const whose =
    others.length === 0
      ? shownName(one.domain)
      : `${shownName(one.domain)} and ${counted(others.length, "other domain")}`;
  const follows = severity === "error" ? `, so ${CONSEQUENCES[tag]}` : "";
  return {
    code: CODES[tag],
    severity,
    message: `${SUBJECTS[tag]} of ${whose}, ${url}, ${says}${follows}`,
    help,
    ...atText(one.zone, one.record, valueSpan(parseBimi(one.text).tags, tag)),
  };
}
