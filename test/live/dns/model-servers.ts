/** Answers as NSD would, without a socket; iterating.slow.test.ts asks the same of NSD itself. */
import type { Ask } from "../../../src/live/dns/asker.ts";
import type { Answer, Question, ReplyRecord } from "../../../src/live/dns/reply.ts";
import { isWithin, type Name, nearestAbove } from "../../../src/zone/name.ts";
import { readZoneFile } from "../../../src/zone/read-zone-file.ts";
import type { Zones } from "./lab.ts";

export interface ModelServers {
  readonly ask: Ask;
  /** The questions that were asked, `address name type`. */
  readonly asked: readonly string[];
}

export function modelServers(zones: Zones): ModelServers {
  const servers = new Map(
    Object.entries(zones).map(([address, own]) => [
      address,
      new Map(Object.entries(own).map(([name, text]) => [name, recordsOf(name, text)])),
    ]),
  );
  const asked: string[] = [];
  return {
    asked,
    async ask(server, question) {
      asked.push(`${server.address} ${question.name} ${question.type}`);
      const own = servers.get(server.address);
      if (own === undefined) return { kind: "silence", server, why: "unreachable" };
      const zone = nearestAbove(question.name, own.keys());
      const said = zone === undefined ? { rcode: "REFUSED" } : answer(zone, own.get(zone) ?? [], question);
      return {
        ...{ kind: "answer", server, rcode: "NOERROR", transport: "udp" },
        ...{ isAuthoritative: true, isRecursive: false, isAuthentic: false },
        ...{ answers: [], authorities: [], additionals: [] },
        ...said,
      };
    },
  };
}

function recordsOf(zone: Name, text: string): readonly ReplyRecord[] {
  const { records } = readZoneFile("zone", `$TTL 3600\n${text}`, zone);
  const times = { serial: 1, refresh: 3600, retry: 600, expire: 86_400, minimum: 60 };
  return [
    { name: zone, ttl: 300, data: { type: "SOA", mname: "ns.", rname: "host.", ...times } },
    ...records.map(({ name, ttl = 0, data }) => ({ name: name.toLowerCase(), ttl, data })),
  ];
}

function answer(zone: Name, records: readonly ReplyRecord[], { name, type }: Question): Partial<Answer> {
  const cut = records.find(
    (one) => one.data.type === "NS" && one.name !== zone && isWithin(name, one.name),
  )?.name;
  if (cut !== undefined) {
    const authorities = records.filter((one) => one.name === cut && one.data.type === "NS");
    const targets = authorities.flatMap(({ data }) => (data.type === "NS" ? [data.target] : []));
    const additionals = records.filter((one) => "address" in one.data && targets.includes(one.name));
    return { isAuthoritative: false, authorities, additionals };
  }
  const answers: ReplyRecord[] = [];
  for (let at = name, left = 30; left > 0; left--) {
    const alias = records.find((one) => one.name === at && one.data.type === "CNAME");
    if (alias?.data.type !== "CNAME" || type === "CNAME") {
      answers.push(...records.filter((one) => one.name === at && one.data.type === type));
      const exists = !isWithin(at, zone) || records.some((one) => isWithin(one.name, at));
      return { answers, rcode: exists ? "NOERROR" : "NXDOMAIN" };
    }
    answers.push(alias);
    at = alias.data.target;
  }
  return { answers };
}
