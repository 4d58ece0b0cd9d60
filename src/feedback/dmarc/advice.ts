/** What to change in which spec so that a sender passes. */
import { shellWord } from "../../../tools/shell-word.mjs";
import { type Finding, type Place, quote } from "../../finding.ts";
import type { Library } from "../../preset/library.ts";
import type { Preset } from "../../preset/preset.ts";
import { roleFault } from "../../preset/role.ts";
import { printValue } from "../../source/print.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { counted } from "../../words/text.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ManagedDomain } from "../managed-domains.ts";
import { type KnownSenders, usedBy } from "./known-senders.ts";
import { counting, fate, percent, rungOf } from "./ladder.ts";
import { byCount, type Counts, type DomainTally, type SourceTally } from "./tally.ts";

/** So many names or addresses are written out. */
const SHOWN = 3;

interface Asked {
  readonly known: KnownSenders;
  readonly library: Library;
  /** Names of sources that are somebody else's. */
  readonly except: ReadonlySet<string>;
}

/** A warning for each source some of whose messages would be lost, by size. */
export function unauthorized(tally: DomainTally, asked: Asked): readonly Finding[] {
  const { next } = rungOf(tally, asked.except);
  const domain = shownName(tally.domain);
  return counting(tally, asked.except)
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .map((one) => ({
      code: "feedback-unauthorized",
      severity: "warning",
      message: `${one.lost} of ${counted(one.messages, "message")} of ${domain} from ${described(one)} fail DMARC (${reasonOf(one)}), so at p=${next} they are ${fate(next)}`,
      ...adviceFor(one, tally, asked),
      domain: withoutDot(tally.domain),
    }));
}

function described({ source, addresses }: SourceTally): string {
  const from = addresses.size === 1 ? byCount(addresses)[0] : `${addresses.size} addresses`;
  switch (source.kind) {
    case "own":
      return `servers or keys of the spec (${from})`;
    case "network":
      return addresses.size === 1 ? `${from}` : `${source.name} (${from})`;
    default:
      return `${source.name} (${from})`;
  }
}

function reasonOf({ foreignDkim, foreignSpf, brokenKeys }: SourceTally): string {
  const names = (counts: Counts): string => listed(firstOf(byCount(counts).map(shownName), SHOWN));
  const parts = [
    brokenKeys.size > 0 ? `the signature of ${names(brokenKeys)} does not verify` : "",
    foreignDkim.size > 0 ? `signed as ${names(foreignDkim)}` : "",
    brokenKeys.size === 0 && foreignDkim.size === 0 ? "without a valid DKIM signature" : "",
    foreignSpf.size > 0 ? `SPF passes for ${names(foreignSpf)}` : "SPF does not pass",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

type Advice = Pick<Finding, "help" | "place">;

function adviceFor(one: SourceTally, { managed, domain }: DomainTally, { known, library }: Asked): Advice {
  const name = shownName(domain);
  const others = `--except ${shellWord(one.source.name)} leaves it out if it is not yours`;
  const orNot = one.source.kind === "own" ? "" : `; ${others}`;
  if (managed === undefined)
    return {
      help: `no spec has ${name}: write one with mailzone new ${shellWord(withoutDot(domain))}, or read the specs that have it with --specs`,
    };
  const { spec } = managed.domain;
  const at = (key: "senders" | "spf" | "dkim"): Place =>
    Object.hasOwn(spec.input, key) ? spec.source.keyPlace([key]) : spec.place;
  const missing = byCount(one.brokenKeys).find((key) => !hasKey(known, key));
  if (missing !== undefined) {
    const [selector = ""] = missing.split("._domainkey.");
    return {
      help: `if it is yours, publish its key: {selector: ${printValue(selector)}, key: ...} under dkim${orNot}`,
      place: at("dkim"),
    };
  }
  if (one.source.kind === "service") return serviceAdvice(one, managed, { library, at, others });
  if (one.source.kind === "own")
    return {
      help: `have these servers sign with DKIM as ${name}, or send with an envelope address of ${name}`,
      place: at(one.brokenKeys.size > 0 ? "dkim" : "spf"),
    };
  return {
    help: `if it is yours, have it sign with DKIM as ${name} and publish the key under dkim, or add ${spfTerms(one)} under spf and have it send with an envelope address of ${name}; ${others}`,
    place: at("spf"),
  };
}

const hasKey = (known: KnownSenders, key: string): boolean => {
  const [selector = "", domain = ""] = key.split("._domainkey.");
  return known.hasSelector(selector, domain);
};

interface Where {
  readonly library: Library;
  readonly at: (key: "senders") => Place;
  readonly others: string;
}

function serviceAdvice(
  { source }: SourceTally,
  { domain }: ManagedDomain,
  { library, at, others }: Where,
): Advice {
  const preset = library.find(source.name);
  const name = shownName(domain.spec.domain);
  const title = preset?.title ?? source.name;
  if (usedBy(domain).includes(source.name)) {
    const use = [domain.spec.mailbox, ...domain.spec.senders].find((one) => one?.id === source.name);
    return {
      help: `the spec has ${title}: turn on DKIM for ${name} in its console, so that it signs as ${name}; ${others}`,
      place: use?.place ?? at("senders"),
    };
  }
  if (preset !== undefined && roleFault(preset, { id: source.name, role: "sender" }) !== undefined)
    return {
      help: `if you use ${title}, have it sign with DKIM as ${name}; ${others}`,
      place: at("senders"),
    };
  return {
    help: `if you send with ${title}, add ${senderText(source.name, preset)} under senders, and set up ${name} in its console; ${others}`,
    place: at("senders"),
  };
}

/** The item of `senders`, with the parameters without which the preset cannot work. */
function senderText(id: string, preset: Preset | undefined): string {
  const needed = Object.entries(preset?.parameters ?? {}).flatMap(([name, { required, default: usual }]) =>
    required === true && usual === undefined ? `${name}: ...` : [],
  );
  return needed.length === 0 ? `- ${id}` : `- {provider: ${id}, with: {${needed.join(", ")}}}`;
}

/** The addresses as SPF terms of a spec; of many, the network. */
function spfTerms({ addresses, source }: SourceTally): string {
  const all = byCount(addresses);
  const ip4 = all.filter((address) => !address.includes(":"));
  const ip6 = all.filter((address) => address.includes(":"));
  if (all.length > SHOWN) {
    const [key, own] = ip6.length > ip4.length ? ["ip6", ip6] : ["ip4", ip4];
    return source.kind === "network"
      ? `${key}: [${source.name}]`
      : `${key}: [${own.slice(0, SHOWN).join(", ")}, ...]`;
  }
  return [
    ...(ip4.length > 0 ? [`ip4: [${ip4.join(", ")}]`] : []),
    ...(ip6.length > 0 ? [`ip6: ${printValue(ip6)}`] : []),
  ].join(" and ");
}

/** An error for each domain of which less than `gate` percent would be delivered at the next policy. */
export function belowGate(
  tallies: readonly DomainTally[],
  gate: number,
  except: ReadonlySet<string>,
): readonly Finding[] {
  return tallies.flatMap((tally): readonly Finding[] => {
    const { delivered, next, lost, messages } = rungOf(tally, except);
    if (delivered === undefined || delivered >= gate) return [];
    const spec = tally.managed?.domain.spec;
    const place = spec && (Object.hasOwn(spec.input, "dmarc") ? spec.source.keyPlace(["dmarc"]) : spec.place);
    return [
      {
        code: "feedback-gate",
        severity: "error",
        message: `${percent(delivered)} of the mail of ${shownName(tally.domain)} would be delivered at p=${next}, less than ${gate}%: ${lost} of ${counted(messages, "message")} would be ${fate(next)}`,
        help: "authorize the senders that the warnings name, or leave out those that are not yours with --except",
        domain: withoutDot(tally.domain),
        ...(place !== undefined && { place }),
      },
    ];
  });
}

/** What `--except` names that no report has. */
export const unknownSources = (
  tallies: readonly DomainTally[],
  except: Iterable<string>,
): readonly string[] => {
  const known = new Set(tallies.flatMap(({ sources }) => sources.map(({ source }) => source.name)));
  return [...except].filter((name) => !known.has(name)).map(quote);
};
