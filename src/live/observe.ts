/** What a DNS server answers, in the form in which the model prints record data. */
import { NODATA, NOTFOUND, type Resolver } from "node:dns/promises";
import { SocketAddress } from "node:net";
import { absolute, type Name, withoutDot } from "../zone/name.ts";
import { printRdata, type Rdata, type RecordType } from "../zone/rdata.ts";

type Ask = (resolver: Resolver, name: string) => Promise<Rdata[]>;

/** Node returns TXT octets as Latin-1 or UTF-8 text, depending on its version; the model's texts here are UTF-8. */
const ASKS: Record<RecordType, Ask> = {
  A: async (resolver, name) => (await resolver.resolve4(name)).map((address) => ({ type: "A", address })),
  AAAA: async (resolver, name) =>
    (await resolver.resolve6(name)).map((address) => ({
      type: "AAAA",
      address: new SocketAddress({ address, family: "ipv6" }).address,
    })),
  CNAME: async (resolver, name) =>
    (await resolver.resolveCname(name)).map((target) => ({ type: "CNAME", target: absolute(target) })),
  NS: async (resolver, name) =>
    (await resolver.resolveNs(name)).map((target) => ({ type: "NS", target: absolute(target) })),
  PTR: async (resolver, name) =>
    (await resolver.resolvePtr(name)).map((target) => ({ type: "PTR", target: absolute(target) })),
  MX: async (resolver, name) =>
    (await resolver.resolveMx(name)).map(({ priority, exchange }) => ({
      type: "MX",
      preference: priority,
      exchange: absolute(exchange),
    })),
  SRV: async (resolver, name) =>
    (await resolver.resolveSrv(name)).map(({ priority, weight, port, name: target }) => ({
      type: "SRV",
      priority,
      weight,
      port,
      target: absolute(target),
    })),
  TLSA: async (resolver, name) =>
    (await resolver.resolveTlsa(name)).map(({ certUsage, selector, match, data }) => ({
      type: "TLSA",
      usage: certUsage,
      selector,
      matching: match,
      certificate: Buffer.from(data).toString("hex"),
    })),
  CAA: async (resolver, name) => (await resolver.resolveCaa(name)).map(caaData),
  TXT: async (resolver, name) =>
    (await resolver.resolveTxt(name)).map((strings) => ({ type: "TXT", text: strings.join("") })),
};

function caaData(answer: { critical: number } & object): Rdata {
  const [tag = "", value = ""] =
    Object.entries(answer).find(([key]) => key !== "critical" && key !== "type") ?? [];
  return { type: "CAA", flags: answer.critical, tag, value: String(value) };
}

/** Whether the name exists in DNS. @throws other errors of the resolver, such as a timeout */
export async function isThere(resolver: Resolver, name: Name): Promise<boolean> {
  try {
    await resolver.resolveSoa(withoutDot(name));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === NODATA) return true;
    if (code === NOTFOUND) return false;
    throw error;
  }
}

/**
 * The records of one type at a name in presentation form, sorted; none if the name or the type does not exist.
 * @throws other errors of the resolver, such as a timeout
 */
export async function observe(resolver: Resolver, name: Name, type: RecordType): Promise<string[]> {
  try {
    return (await ASKS[type](resolver, withoutDot(name))).map(printRdata).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === NODATA || code === NOTFOUND) return [];
    throw error;
  }
}
