/** Turns what a user wrote into one `Spec` per mail domain: absolute names, the mode, every part with its place. */
import type { Finding, Place } from "../finding.ts";
import { type Code, quote } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";
import { oneOf } from "../words/list.ts";
import {
  absolute,
  domainFault,
  idnaFault,
  isReverse,
  isWithin,
  type Name,
  type NameFault,
  ownerName,
  spanInWritten,
  withoutDot,
} from "../zone/name.ts";
import { CLOUD_IDS, type CloudId } from "./cloud-id.ts";
import { ACCOUNT_NAME, type NameForm, ZONE_ID } from "./dns-names.ts";
import { type Expansion, expansionFault } from "./expansion.ts";
import { migrationFault, rolesAt } from "./migration.ts";
import { type PresetUseInput, type SpecInput, specSchema, type TemplateUseInput } from "./schema.ts";
import type {
  CloudUse,
  DkimKey,
  FaultySpec,
  Grant,
  Migration,
  ParameterValue,
  PresetUse,
  Spec,
} from "./spec.ts";
import { spotIn } from "./spot.ts";
import { USUAL_TTL } from "./usual-ttl.ts";

type Uncertain<T> = T | undefined;
type Parameters = NonNullable<PresetUseInput["with"]>;
type DomainItem = {
  readonly domain: string;
  readonly with?: Parameters | undefined;
  readonly dkim?: SpecInput["dkim"];
  readonly path: Path;
};

interface Resolving {
  readonly stack: string | undefined;
  readonly run: Expansion;
  /** What the input lacks for its errors: then no spec of it is used. */
  readonly lacks: FaultySpec["lacks"];
}

interface Resolved {
  readonly specs: readonly Spec[];
  readonly faulty: readonly FaultySpec[];
  readonly findings: readonly Finding[];
}

/** What a faulty spec is read with where it says nothing that can be used. */
const STAND_IN = {
  domain: "faulty.invalid.",
  mode: "mail",
  clouds: (place: Place): CloudUse[] => [{ cloud: CLOUD_IDS[0], place }],
} as const;

export function resolveSpec(input: SpecInput, source: Source, { stack, run, lacks }: Resolving): Resolved {
  const tooMuch = expansionFault(input, source, run);
  if (tooMuch !== undefined) return { specs: [], faulty: [], findings: [tooMuch] };
  const findings: Finding[] = [];
  const report = (code: Code, place: Place, message: string, help: string): undefined => {
    findings.push({ code, severity: "error", message, help, place });
    return undefined;
  };
  // what is left out may be what a rule asks for; so may an unknown key
  const unlessLacking = (...keys: readonly string[]): Report =>
    lacks.some(([key]) => keys.includes(String(key)) || !Object.hasOwn(specSchema.shape, key ?? ""))
      ? () => undefined
      : report;
  const clouds = readClouds(input, source, unlessLacking("dns"));
  const mode = readMode(input, source, unlessLacking("mode", "mailbox", "gateway", "senders", "records"));
  const unmoved = migrationFault(input);
  if (unmoved !== undefined) {
    const { code, at, message, help } = unmoved;
    unlessLacking("mode", "mailbox", "migrate")(code, source.place(at), message, help);
  }
  const gateway =
    input.gateway === undefined ? undefined : readPreset(input.gateway, source, ["gateway"], "gateway");
  const senders = (input.senders ?? []).map((use, i) => readPreset(use, source, ["senders", i], "sender"));
  const dkim = readDkim(input.dkim, source, ["dkim"]);
  const specs: Spec[] = [];
  const faulty: FaultySpec[] = [];
  const items = readDomains(input, source, unlessLacking("domain", "domains"));
  for (const item of items.length > 0 ? items : [NO_DOMAIN]) {
    const place = source.place(item.path);
    const domain =
      item === NO_DOMAIN ? undefined : readName(item.domain, source, item.path, "domain", findings);
    const zone = input.zone === undefined ? domain : readName(input.zone, source, ["zone"], "zone", findings);
    const isOutside = domain !== undefined && zone !== undefined && !isWithin(domain, zone);
    if (isOutside) {
      report(
        "name-outside-zone",
        source.place(["zone"]),
        `the domain ${withoutDot(domain)} is not in the zone ${withoutDot(zone)}, so its records do not belong there`,
        `set zone to ${withoutDot(domain)} or to a domain above it`,
      );
    }
    const own = [
      ...lacks,
      ...(domain === undefined ? [["domain"]] : []),
      ...(zone === undefined || isOutside ? [["zone"]] : []),
      ...(clouds === undefined ? [["dns"]] : []),
      ...(mode === undefined ? [["mode"]] : []),
    ];
    const known = domain ?? STAND_IN.domain;
    const mailbox = readMailbox(input, source, item);
    const migration = unmoved === undefined ? readMigration(input, source, mailbox) : undefined;
    const spec: Spec = {
      domain: known,
      zone: zone === undefined || isOutside ? known : zone,
      clouds: clouds ?? STAND_IN.clouds(place),
      mode: mode ?? STAND_IN.mode,
      ...(mailbox === undefined ? {} : { mailbox }),
      ...(migration === undefined
        ? {}
        : { migration, ...rolesAt(migration.phase, migration.from, migration.to) }),
      ...(gateway === undefined ? {} : { gateway }),
      senders,
      dkim: [...dkim, ...readDkim(item.dkim, source, [...item.path.slice(0, -1), "dkim"])],
      ttl: input.ttl ?? USUAL_TTL,
      external: new Set(externalOf(input).map((name) => ownerName(name, known))),
      grants: readGrants(input, source, known, findings),
      input,
      source,
      place,
      ...(stack === undefined ? {} : { stack }),
    };
    if (own.length === 0) specs.push(spec);
    else faulty.push({ spec, lacks: own });
  }
  return { specs, faulty, findings };
}

const externalOf = ({ external = [], mtaSts }: SpecInput): readonly string[] =>
  mtaSts?.host === "external" ? [...external, "mta-sts"] : external;

/** In place of the domains of a spec that has none. */
const NO_DOMAIN: DomainItem = { domain: "", path: [] };

type Report = (code: Code, place: Place, message: string, help: string) => undefined;

function readDomains(input: SpecInput, source: Source, report: Report): DomainItem[] {
  if (input.domain !== undefined && input.domains !== undefined) {
    report(
      "spec-value",
      source.keyPlace(["domains"]),
      "the spec has both domain and domains, so it is unclear which of them it is for",
      "keep one of the two",
    );
  }
  if (input.domain !== undefined) return [{ domain: input.domain, path: ["domain"] }];
  if (input.domains === undefined) {
    report(
      "spec-missing",
      source.place([]),
      "the spec has no domain, so nothing can be published for it",
      "begin it with `domain: example.com`",
    );
    return [];
  }
  return input.domains.map((item, i) =>
    typeof item === "string"
      ? { domain: item, path: ["domains", i] }
      : { domain: item.domain, with: item.with, dkim: item.dkim, path: ["domains", i, "domain"] },
  );
}

function readName(
  text: string,
  source: Source,
  path: Path,
  key: string,
  findings: Finding[],
): Uncertain<Name> {
  const name = absolute(text.trim());
  const refuse = (code: Code, { problem, ...span }: NameFault, help: string): undefined => {
    findings.push({
      code,
      severity: "error",
      message: `the ${key} ${quote(text)} is not a domain name: ${problem}`,
      help,
      ...spotIn(source, path, spanInWritten(text, name, span)),
    });
    return undefined;
  };
  const idna = idnaFault(name);
  if (idna !== undefined)
    return refuse("name-idna", idna, "write it in its own script or as a valid xn-- name");
  const fault = domainFault(name);
  return fault === undefined
    ? name
    : refuse("name-syntax", fault, "write it as example.com, without a scheme, a path or an @");
}

function readGrants(input: SpecInput, source: Source, domain: Name, findings: Finding[]): Grant[] {
  return (input.accepts ?? []).flatMap((item, i): Grant[] => {
    const own: Path = ["accepts", i];
    const [text, path] = typeof item === "string" ? [item, own] : [item.domain, [...own, "domain"]];
    const to = readName(text, source, path, "domain under accepts", findings);
    const names = typeof item === "string" ? undefined : item.names?.map((name) => ownerName(name, domain));
    return to === undefined
      ? []
      : [{ to, ...(names && { names: new Set(names) }), place: source.place(own) }];
  });
}

function readClouds(input: SpecInput, source: Source, report: Report): Uncertain<CloudUse[]> {
  if (input.dns === undefined) {
    return report(
      "spec-missing",
      source.place([]),
      "the spec has no dns, so it is unknown where to publish it",
      `add ${oneOf(CLOUD_IDS.map((id) => `\`dns: ${id}\``))}, here or in a defaults.yaml above`,
    );
  }
  const list = Array.isArray(input.dns) ? input.dns : [input.dns];
  const seen = new Set<string>();
  const clouds: CloudUse[] = [];
  list.forEach((item, i) => {
    const path: Path = Array.isArray(input.dns) ? ["dns", i] : ["dns"];
    const place = source.place(path);
    const { cloud, account, zoneId, create, dnssec } =
      typeof item === "string" ? { cloud: item as CloudId } : item;
    const key = `${cloud} ${account ?? ""}`;
    if (seen.has(key)) {
      report(
        "spec-value",
        place,
        `${cloud} appears twice in dns, so its records would be created twice`,
        "delete one of the two",
      );
    }
    seen.add(key);
    if (create === true && zoneId !== undefined) {
      report(
        "spec-value",
        source.place([...path, "zoneId"]),
        `zoneId ${quote(zoneId)} is an existing zone, but create: true makes another one, so it is unclear which is meant`,
        "delete create to publish into that zone, or delete zoneId to create one",
      );
    }
    const misnamed = (key: string, value: string | undefined, form: NameForm, what: string): void => {
      if (value === undefined || form.pattern.test(value)) return;
      const message = `${key} is ${quote(value)}, which is not ${what}`;
      report("spec-value", source.place([...path, key]), message, `write ${form.words}`);
    };
    misnamed("account", account, ACCOUNT_NAME, "the name of an account");
    misnamed("zoneId", zoneId, ZONE_ID[cloud], `the id of a zone on ${cloud}`);
    clouds.push({
      cloud,
      place,
      ...(account === undefined ? {} : { account }),
      ...(zoneId === undefined ? {} : { zoneId }),
      ...(create === true ? { create } : {}),
      ...(dnssec === undefined
        ? {}
        : { dnssec: { is: dnssec ? "on" : "off", place: source.place([...path, "dnssec"]) } as const }),
    });
  });
  return clouds;
}

function readMode(input: SpecInput, source: Source, report: Report): Uncertain<Spec["mode"]> {
  const receives = input.mailbox !== undefined || input.gateway !== undefined;
  const publishesMail = receives || (input.senders ?? []).length > 0;
  if (input.mode === "parked" && publishesMail) {
    return report(
      "spec-value",
      source.place(["mode"]),
      "a parked domain has no mail, but this spec has a mailbox, a gateway or senders, which contradict that",
      "delete mailbox, gateway and senders, or the mode",
    );
  }
  if (input.mode !== undefined) return input.mode;
  if (receives || (input.records ?? []).some((record) => record.type === "MX")) return "mail";
  if ((input.senders ?? []).length > 0) return "send-only";
  const domains = input.domains?.map((item) => (typeof item === "string" ? item : item.domain));
  const reverse = (domain: string): boolean => isReverse(absolute(domain.trim()));
  if ((domains ?? [input.domain ?? ""]).every(reverse)) return "none";
  return report(
    "spec-missing",
    source.place([]),
    "the spec has no mailbox, no senders and no MX, so it is unclear what mail the domain has",
    "add `mailbox: PROVIDER`, or `mode: parked` for a domain without mail, or another mode",
  );
}

function readMailbox(input: SpecInput, source: Source, item: DomainItem): Uncertain<PresetUse> {
  if (input.mailbox === undefined) {
    if (input.mode !== "parked") return undefined;
    const place = source.place(["mode"]);
    return { id: "parked-domain", role: "mailbox", with: new Map(), groups: new Map(), without: [], place };
  }
  const own = readPreset(input.mailbox, source, ["mailbox"], "mailbox");
  const path = [...item.path.slice(0, -1), "with"];
  return item.with === undefined
    ? own
    : { ...own, with: new Map([...own.with, ...readWith(item.with, source, path)]) };
}

function readMigration(
  { migrate }: SpecInput,
  source: Source,
  to: PresetUse | undefined,
): Uncertain<Migration> {
  if (migrate === undefined || to === undefined) return undefined;
  return {
    from: readPreset(migrate.from, source, ["migrate", "from"], "mailbox"),
    to,
    phase: migrate.phase,
    place: source.place(["migrate", "phase"]),
  };
}

function readWith(values: Parameters, source: Source, path: Path): PresetUse["with"] {
  return new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      { value: value as ParameterValue, place: source.place([...path, name]) },
    ]),
  );
}

function readPreset(
  use: string | PresetUseInput | TemplateUseInput,
  source: Source,
  path: Path,
  role: PresetUse["role"],
): PresetUse {
  if (typeof use === "string") {
    return { id: use, role, with: new Map(), groups: new Map(), without: [], place: source.place(path) };
  }
  const common = {
    role,
    with: readWith(use.with ?? {}, source, [...path, "with"]),
    without: (use.without ?? []).map((owner, i) => ({ owner, place: source.place([...path, "without", i]) })),
  };
  if ("template" in use) {
    const groups = use.groups?.map((group, i) => ({ group, place: source.place([...path, "groups", i]) }));
    return {
      ...common,
      id: use.template,
      template: groups === undefined ? {} : { groups },
      groups: new Map(),
      place: source.place([...path, "template"]),
    };
  }
  return {
    ...common,
    id: use.provider,
    groups: new Map(
      Object.entries(use.groups ?? {}).map(([name, on]) => [
        name,
        { on, place: source.keyPlace([...path, "groups", name]) },
      ]),
    ),
    place: source.place([...path, "provider"]),
  };
}

function readDkim(keys: SpecInput["dkim"], source: Source, path: Path): DkimKey[] {
  return (keys ?? []).map((key, i) => ({
    ...key,
    place: source.place([...path, i, "key" in key ? "key" : "cname"]),
    path: [...path, i],
  }));
}
