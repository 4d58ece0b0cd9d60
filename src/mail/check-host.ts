/** Evaluates SPF as a receiver of mail does: check_host of RFC 7208 §4, with all limits. */
import { isIPv4 } from "node:net";
import { withoutDot } from "../zone/name.ts";
import { addressNumber, networkOf, reverseName } from "./network.ts";
import { parseSpf } from "./spf.ts";
import { MOST_LOOKUPS, MOST_VOIDS } from "./spf-budget.ts";
import { expandDomain, expandMacros, type MacroValues, usesValidated } from "./spf-macros.ts";
import type { SpfTerm } from "./spf-term.ts";
import { isSpf } from "./text-kind.ts";

export type SpfResult = "none" | "neutral" | "pass" | "fail" | "softfail" | "temperror" | "permerror";

/** Values of one type at a name: texts, addresses, exchanges, targets; none if it has none; `failed` without an answer. */
export type SpfAnswer = readonly string[] | "failed";
export type SpfQuestion = "TXT" | "A" | "AAAA" | "MX" | "PTR";

/** Names have no final dot. MX come by preference. */
export type SpfDns = (name: string, type: SpfQuestion) => Promise<SpfAnswer>;

export interface Client {
  /** IPv4 or IPv6. */
  readonly ip: string;
  readonly helo: string;
  /** The envelope sender; "" for a bounce, which HELO stands for. */
  readonly sender: string;
  /** The host that evaluates, for the macro r. */
  readonly receiver?: string;
}

/** One term that was evaluated, and what came of it. */
export interface SpfStep {
  /** The domain whose record it is in. */
  readonly domain: string;
  readonly term: SpfTerm;
  readonly outcome: "match" | "no match" | SpfResult;
}

export interface SpfVerdict {
  readonly result: SpfResult;
  /** The term that decided; absent for a default, or where the record itself is at fault. */
  readonly decisive?: SpfStep;
  /** The domain's own explanation of a fail (§6.2). */
  readonly explanation?: string;
  readonly lookups: number;
  readonly voids: number;
  readonly trace: readonly SpfStep[];
}

/** Names of one PTR or MX answer that count (§4.6.4). */
const MOST_NAMES = 10;

export async function checkHost(client: Client, dns: SpfDns): Promise<SpfVerdict> {
  const at = client.sender.lastIndexOf("@");
  const domain = at < 0 ? client.sender || client.helo : client.sender.slice(at + 1);
  const local = at > 0 ? client.sender.slice(0, at) : "postmaster";
  const evaluation = new Evaluation({ ...client, ip: unmapped(client.ip) }, `${local}@${domain}`, dns);
  return await evaluation.run(domain);
}

/** An IPv4 address in IPv6 form is that IPv4 address (§5). */
const unmapped = (ip: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip;

/** Ends the evaluation, however deep it is. */
class Ended extends Error {
  readonly result: "temperror" | "permerror";

  constructor(result: "temperror" | "permerror") {
    super(result);
    this.result = result;
  }
}

interface Decided {
  readonly result: SpfResult;
  readonly step?: SpfStep;
  /** Where an `exp=` of the record asks for the explanation. */
  readonly explain?: { readonly domain: string; readonly at: string };
}

const RESULTS = { "+": "pass", "-": "fail", "~": "softfail", "?": "neutral" } as const;

class Evaluation {
  readonly #client: Client;
  readonly #sender: string;
  readonly #dns: SpfDns;
  readonly #trace: SpfStep[] = [];
  #lookups = 0;
  #voids = 0;

  constructor(client: Client, sender: string, dns: SpfDns) {
    this.#client = client;
    this.#sender = sender;
    this.#dns = dns;
  }

  async run(domain: string): Promise<SpfVerdict> {
    const decided = await this.#evaluate(domain).catch((error: unknown): Decided => {
      if (error instanceof Ended) return { result: error.result };
      throw error;
    });
    const explanation = decided.result === "fail" ? await this.#explain(decided) : undefined;
    return {
      result: decided.result,
      ...(decided.step && { decisive: decided.step }),
      ...(explanation !== undefined && { explanation }),
      ...{ lookups: this.#lookups, voids: this.#voids, trace: this.#trace },
    };
  }

  async #evaluate(domain: string): Promise<Decided> {
    if (!isDomain(domain)) return { result: "none" };
    const found = await this.#dns(domain, "TXT");
    if (found === "failed") throw new Ended("temperror");
    const [text, second] = found.filter(isSpf);
    if (text === undefined) return { result: "none" };
    if (second !== undefined) throw new Ended("permerror");
    const { terms, problems } = parseSpf(text);
    if (problems.length > 0) throw new Ended("permerror");
    const explain = terms.find((term) => term.name === "exp");
    const explained = explain?.name === "exp" ? { explain: { domain: explain.domain, at: domain } } : {};
    for (const term of terms) {
      if (!("qualifier" in term)) continue;
      const isMatch = await this.#matches(term, domain);
      const step: SpfStep = { domain, term, outcome: isMatch ? "match" : "no match" };
      this.#trace.push(step);
      if (isMatch) return { result: RESULTS[term.qualifier], step, ...explained };
    }
    const redirect = terms.find((term) => term.name === "redirect");
    if (redirect?.name !== "redirect") return { result: "neutral" };
    return await this.#redirect(redirect, domain);
  }

  /** §6.1: the result is that of the other record, and none is an error. */
  async #redirect(term: SpfTerm & { readonly domain: string }, domain: string): Promise<Decided> {
    this.#count();
    const decided = await this.#evaluate(await this.#target(term.domain, domain));
    this.#trace.push({ domain, term, outcome: decided.result });
    if (decided.result === "none") throw new Ended("permerror");
    return decided;
  }

  async #matches(term: SpfTerm, domain: string): Promise<boolean> {
    const { ip } = this.#client;
    switch (term.name) {
      case "all":
        return true;
      case "ip4":
      case "ip6": {
        const network = networkOf(term);
        const number = addressNumber(ip) ?? -1n;
        const isFamily = network?.family === (isIPv4(ip) ? "ip4" : "ip6");
        return network !== undefined && isFamily && number >= network.first && number <= network.last;
      }
      case "include":
        return await this.#includes(term, domain);
      case "a": {
        this.#count();
        const target = await this.#target(term.domain, domain);
        return (await this.#addresses(target)).some((address) => this.#isIn(address, term));
      }
      case "mx":
        return await this.#isExchange(term, domain);
      case "ptr": {
        this.#count();
        const target = (await this.#target(term.domain, domain)).toLowerCase();
        return (await this.#validatedNames()).some((name) => name === target || name.endsWith(`.${target}`));
      }
      case "exists": {
        this.#count();
        const found = await this.#ask(await this.#target(term.domain, domain), "A");
        return found.length > 0;
      }
      default:
        return false;
    }
  }

  /** §5.2. */
  async #includes(term: SpfTerm & { readonly domain: string }, domain: string): Promise<boolean> {
    this.#count();
    const { result } = await this.#evaluate(await this.#target(term.domain, domain));
    if (result === "none") throw new Ended("permerror");
    return result === "pass";
  }

  /** §5.4: each exchange is looked up, and more than ten are an error. */
  async #isExchange(term: Extract<SpfTerm, { readonly name: "a" | "mx" }>, domain: string): Promise<boolean> {
    this.#count();
    const exchanges = await this.#ask(await this.#target(term.domain, domain), "MX");
    if (exchanges.length > MOST_NAMES) throw new Ended("permerror");
    for (const exchange of exchanges) {
      if ((await this.#addresses(exchange)).some((address) => this.#isIn(address, term))) return true;
    }
    return false;
  }

  #isIn(
    address: string,
    { ip4Prefix = 32, ip6Prefix = 128 }: { ip4Prefix?: number; ip6Prefix?: number },
  ): boolean {
    const bits = isIPv4(address) ? 32n - BigInt(ip4Prefix) : 128n - BigInt(ip6Prefix);
    const [one, other] = [addressNumber(address), addressNumber(this.#client.ip)];
    return one !== undefined && other !== undefined && one >> bits === other >> bits;
  }

  #addresses(name: string): Promise<readonly string[]> {
    return this.#ask(name, isIPv4(this.#client.ip) ? "A" : "AAAA");
  }

  /** @throws Ended for a failure, and for too many look-ups that find nothing (§4.6.4) */
  async #ask(name: string, type: SpfQuestion): Promise<readonly string[]> {
    const found = isDomain(name) ? await this.#dns(name, type) : [];
    if (found === "failed") throw new Ended("temperror");
    if (found.length === 0 && ++this.#voids > MOST_VOIDS) throw new Ended("permerror");
    return found;
  }

  #count(): void {
    if (++this.#lookups > MOST_LOOKUPS) throw new Ended("permerror");
  }

  async #target(spec: string | undefined, domain: string): Promise<string> {
    return spec === undefined ? domain : expandDomain(spec, await this.#values(spec, domain));
  }

  async #values(text: string, domain: string): Promise<MacroValues> {
    const { ip, helo, receiver = "unknown" } = this.#client;
    const validated = usesValidated(text) ? await this.#validatedFor(domain) : "unknown";
    const now = Math.floor(Date.now() / 1000);
    return { sender: this.#sender, ip, helo, domain, validated, receiver, now };
  }

  /** Names of the client that have its address (§5.5); a failure is no name. */
  async #validatedNames(): Promise<readonly string[]> {
    const { ip } = this.#client;
    const reverse = await this.#dns(withoutDot(reverseName(ip)), "PTR");
    if (reverse === "failed") return [];
    const validated: string[] = [];
    for (const name of reverse.slice(0, MOST_NAMES)) {
      const found = await this.#dns(name, isIPv4(ip) ? "A" : "AAAA");
      if (found !== "failed" && found.some((address) => addressNumber(address) === addressNumber(ip))) {
        validated.push(name.toLowerCase());
      }
    }
    return validated;
  }

  /** §7.3: the domain itself, else a name below it, else any. */
  async #validatedFor(domain: string): Promise<string> {
    const names = await this.#validatedNames();
    const own = domain.toLowerCase();
    const below = names.find((name) => name.endsWith(`.${own}`));
    return (names.includes(own) ? own : (below ?? names[0])) ?? "unknown";
  }

  /** §6.2: one text of ASCII; any fault means none. */
  async #explain({ explain }: Decided): Promise<string | undefined> {
    if (explain === undefined) return undefined;
    const target = await this.#target(explain.domain, explain.at);
    const found = isDomain(target) ? await this.#dns(target, "TXT") : "failed";
    if (found === "failed" || found.length !== 1) return undefined;
    const [text = ""] = found;
    if (!/^[\x20-\x7e]*$/.test(text) || !isExplanation(text)) return undefined;
    return expandMacros(text, await this.#values(text, explain.at));
  }
}

/** Whether every % begins a macro. */
const isExplanation = (text: string): boolean =>
  !/%/.test(text.replace(/%(?:\{[slodiphvcrt]\d*r?[-.+,/_=]*\}|[%_-])/gi, ""));

/** §4.3: at least two labels, none empty or too long. */
function isDomain(name: string): boolean {
  const labels = name.replace(/\.$/, "").split(".");
  return (
    labels.length > 1 && labels.every((label) => label.length > 0 && label.length <= 63) && !/^\[/.test(name)
  );
}
