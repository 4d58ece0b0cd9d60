/** A resolver that follows the delegation from the root itself, and so sees what each server says (RFC 1034 §5.3.3). */
import { isWithin, type Name, parentName } from "../../zone/name.ts";
import { follow, ofType, type Trail } from "./aliases.ts";
import type { Ask } from "./asker.ts";
import type { Answer, Question, QuestionType, ReplyRecord, Server } from "./reply.ts";
import type { Failure, LookUp, Resolver, Tried } from "./resolver.ts";

/** A name server, as the zone above names it. */
export interface NameServer {
  readonly name: Name;
  /** What the zone above says of its addresses; none if it must be looked up. */
  readonly glue: readonly string[];
}

/** A zone, as the zone above delegates it. */
export interface Delegation {
  readonly zone: Name;
  readonly servers: readonly NameServer[];
}

export interface IteratingResolver extends Resolver {
  /** The zone that has the name, as the one above delegates it; undefined if that cannot be found out. */
  delegationOf(name: Name): Promise<Delegation | undefined>;
  /** The addresses of a name server: its glue, else those in its own zone. */
  addressesOf(server: NameServer): Promise<readonly string[]>;
}

export interface Start {
  /** Addresses of root servers. */
  readonly roots: readonly string[];
  /** The port of every server. */
  readonly port: number;
}

/** Questions for one look-up, with all that it needs to find servers; a sound name needs fewer than 30. */
const MOST_QUESTIONS = 200;
const MOST_DELEGATIONS = 32;

/** What one look-up may still ask, what it tried in vain, and which servers' addresses it is looking for. */
interface Effort {
  questions: number;
  readonly tried: Tried[];
  readonly seeking: ReadonlySet<Name>;
}

type Walked =
  | { readonly answer: Answer; readonly delegation: Delegation }
  | { readonly answer?: undefined; readonly why: Failure };

export const iterating = (ask: Ask, start: Start): IteratingResolver => new Iterating(ask, start);

class Iterating implements IteratingResolver {
  readonly #ask: Ask;
  readonly #port: number;
  readonly #root: Delegation;
  /** What is known of delegations, by zone. */
  readonly #delegations = new Map<Name, Delegation>();
  readonly #lookUps = new Map<string, Promise<LookUp>>();

  constructor(ask: Ask, { roots, port }: Start) {
    this.#ask = ask;
    this.#port = port;
    this.#root = { zone: ".", servers: [{ name: ".", glue: roots }] };
  }

  lookUp(name: Name, type: QuestionType): Promise<LookUp> {
    const key = `${name} ${type}`;
    const known = this.#lookUps.get(key) ?? this.#find({ name, type }, newEffort());
    this.#lookUps.set(key, known);
    return known;
  }

  async delegationOf(name: Name): Promise<Delegation | undefined> {
    const walked = await this.#walk({ name, type: "SOA" }, newEffort());
    return walked.answer && walked.delegation;
  }

  async addressesOf({ name, glue }: NameServer): Promise<readonly string[]> {
    return glue.length > 0 ? glue : this.#lookUpAddresses(name, newEffort());
  }

  async #find(question: Question, effort: Effort): Promise<LookUp> {
    const { name, type } = question;
    const fail = (why: Failure): LookUp => ({
      ...{ question, outcome: "failed", records: [], aliases: trail.aliases, isAuthentic: false, why },
      tried: effort.tried,
    });
    let trail: Trail = { aliases: [], name };
    for (;;) {
      const walked = await this.#walk({ name: trail.name, type }, effort);
      if (walked.answer === undefined) return fail(walked.why);
      const { answer, delegation } = walked;
      // a server speaks only for its own zone
      const own = answer.answers.filter((record) => isWithin(record.name, delegation.zone));
      const next = follow(trail, type, own);
      if (typeof next === "string") return fail(next);
      const records = ofType(own, next.name, type);
      const isOver = next.name === trail.name || records.length > 0;
      trail = next;
      if (!isOver) continue;
      const outcome = records.length > 0 ? "found" : answer.rcode === "NXDOMAIN" ? "nxdomain" : "nodata";
      return { question, outcome, records, aliases: trail.aliases, isAuthentic: false, tried: effort.tried };
    }
  }

  /** Down from the nearest zone that is known to the server that answers for the name. */
  async #walk(question: Question, effort: Effort): Promise<Walked> {
    let at = this.#nearest(question);
    for (let step = 0; step < MOST_DELEGATIONS; step++) {
      const heard = await this.#askZone(at, question, effort);
      if (typeof heard === "string") return { why: heard };
      if (!("zone" in heard)) return { answer: heard, delegation: at };
      this.#delegations.set(heard.zone, heard);
      at = heard;
    }
    return { why: "endless" };
  }

  /** The zone above has the DS of a zone (RFC 4035 §3.1.4.1). */
  #nearest({ name, type }: Question): Delegation {
    for (let zone = type === "DS" ? parentName(name) : name; zone !== "."; zone = parentName(zone)) {
      const known = this.#delegations.get(zone);
      if (known !== undefined) return known;
    }
    return this.#root;
  }

  /** What the first server says that has the zone, or knows more: an answer, or a delegation to a zone below. */
  async #askZone(at: Delegation, question: Question, effort: Effort): Promise<Answer | Delegation | Failure> {
    let hasAddress = false;
    for (const { name, glue } of at.servers) {
      const addresses = glue.length > 0 ? glue : await this.#lookUpAddresses(name, effort);
      if (addresses.length === 0)
        effort.tried.push({ name, what: isWithin(name, at.zone) ? "no-glue" : "no-address" });
      for (const address of addresses) {
        hasAddress = true;
        if (effort.questions-- <= 0) return "endless";
        const server: Server = { address, port: this.#port };
        const reply = await this.#ask(server, question);
        const heard = reply.kind === "silence" ? reply.why : judge(reply, at.zone, question);
        if (typeof heard !== "string") return heard;
        effort.tried.push({ server, name, what: heard });
      }
    }
    return hasAddress ? "no-answer" : "no-address";
  }

  /**
   * Not shared between look-ups that are under way: two zones whose servers are in each other would wait for ever. What goes
   * out is asked once all the same.
   */
  async #lookUpAddresses(name: Name, effort: Effort): Promise<readonly string[]> {
    if (effort.seeking.has(name)) return [];
    const seeking = new Set([...effort.seeking, name]);
    const found: string[] = [];
    for (const type of ["A", "AAAA"] as const) {
      const own: Effort = { questions: effort.questions, tried: effort.tried, seeking };
      const { records } = await this.#find({ name, type }, own);
      effort.questions = own.questions;
      found.push(...records.flatMap(({ data }) => ("address" in data ? [data.address] : [])));
    }
    return found;
  }
}

const newEffort = (): Effort => ({ questions: MOST_QUESTIONS, tried: [], seeking: new Set() });

/** What an answer is to somebody who takes the server for one of the zone's; a text says why it is of no use. */
function judge(reply: Answer, zone: Name, { name, type }: Question): Answer | Delegation | string {
  const { rcode, isAuthoritative, answers, authorities } = reply;
  if (rcode !== "NOERROR" && rcode !== "NXDOMAIN") return rcode;
  const below = isAuthoritative && answers.length > 0 ? undefined : delegationIn(reply, zone, name);
  if (below !== undefined) return below;
  if (!isAuthoritative) return "lame";
  const isAnswered = answers.some(
    (record) => record.name === name && (record.data.type === type || record.data.type === "CNAME"),
  );
  if (answers.length > 0 && !isAnswered) return "lame";
  if (answers.length > 0 || rcode === "NXDOMAIN") return reply;
  // an authority that names a zone beside or above is none
  return authorities.every((record) => isWithin(name, record.name)) ? reply : "lame";
}

/** A delegation to a zone between the one that was asked and the name. */
function delegationIn({ authorities, additionals }: Answer, zone: Name, name: Name): Delegation | undefined {
  const cut = authorities.filter(
    (record) =>
      record.data.type === "NS" &&
      record.name !== zone &&
      isWithin(record.name, zone) &&
      isWithin(name, record.name),
  );
  const [first] = cut;
  if (first === undefined) return undefined;
  const servers = cut.flatMap(({ name: at, data }) =>
    at === first.name && data.type === "NS"
      ? [{ name: data.target, glue: glueOf(data.target, zone, additionals) }]
      : [],
  );
  return { zone: first.name, servers };
}

/** A zone knows the addresses of names below itself, not of others (RFC 5452 §6). */
const glueOf = (server: Name, zone: Name, additionals: readonly ReplyRecord[]): readonly string[] =>
  isWithin(server, zone)
    ? additionals.flatMap(({ name, data }) => (name === server && "address" in data ? [data.address] : []))
    : [];
