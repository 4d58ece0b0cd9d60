/** What is wrong with how a zone is delegated, as far as its servers show it. */
import { isWithin, type Name } from "../../zone/name.ts";
import type { Ask } from "../dns/asker.ts";
import type { Delegation, NameServer } from "../dns/iterating.ts";
import type { Soa } from "../dns/reply.ts";
import type { Resolver } from "../dns/resolver.ts";
import { dnssecFault } from "./dnssec.ts";
import type { Asked, DelegationFault } from "./verdict.ts";

export async function delegationFaults(
  zone: Name,
  delegation: Delegation,
  servers: readonly Asked[],
  { resolver, ask }: { readonly resolver: Resolver; readonly ask: Ask },
): Promise<readonly DelegationFault[]> {
  const [aliases, glue, behind, what] = await Promise.all([
    Promise.all(delegation.servers.map((one) => aliasOf(one, resolver))),
    Promise.all(delegation.servers.map((one) => glueFault(one, zone, servers, ask))),
    serials(zone, servers, ask),
    dnssecFault(zone, servers, resolver, ask),
  ]);
  return [
    ...aliases.flat(),
    ...glue.flat(),
    ...sameAddress(servers),
    ...behind,
    ...(what === undefined ? [] : [{ kind: "dnssec", what } as const]),
  ];
}

/** RFC 2181 §10.3. */
async function aliasOf({ name }: NameServer, resolver: Resolver): Promise<DelegationFault[]> {
  const { aliases } = await resolver.lookUp(name, "A");
  const [first] = aliases;
  return first?.data.type === "CNAME" ? [{ kind: "alias", name, target: first.data.target }] : [];
}

/** Only what is in the zone itself has glue that counts, and the zone says whether it is right. */
async function glueFault(
  { name, glue }: NameServer,
  zone: Name,
  servers: readonly Asked[],
  ask: Ask,
): Promise<DelegationFault[]> {
  const [first] = servers;
  if (first === undefined || !isWithin(name, zone)) return [];
  const own: string[] = [];
  for (const type of ["A", "AAAA"] as const) {
    const reply = await ask(first.server, { name, type });
    if (reply.kind === "silence" || !reply.isAuthoritative) return [];
    own.push(...reply.answers.flatMap(({ data }) => ("address" in data ? [data.address] : [])));
  }
  if (glue.length === 0) return own.length === 0 ? [] : [{ kind: "no-glue", name }];
  return glue.every((address) => own.includes(address)) ? [] : [{ kind: "glue", name, above: glue, own }];
}

function sameAddress(servers: readonly Asked[]): DelegationFault[] {
  const byAddress = Map.groupBy(servers, ({ server }) => server.address);
  return [...byAddress].flatMap(([address, same]) => {
    const names = [...new Set(same.flatMap(({ name }) => (name === undefined ? [] : [name])))];
    return names.length > 1 ? [{ kind: "same-address", names, address } as const] : [];
  });
}

/** Two DNS hosts count each for themselves; copies of one primary have its serial sooner or later (RFC 1034 §4.3.5). */
async function serials(zone: Name, servers: readonly Asked[], ask: Ask): Promise<DelegationFault[]> {
  const found = await Promise.all(
    servers.map(async (asked) => {
      const reply = await ask(asked.server, { name: zone, type: "SOA" });
      const answers = reply.kind === "answer" ? reply.answers : [];
      return answers.flatMap(({ data }) => (data.type === "SOA" ? [{ asked, soa: data }] : []));
    }),
  );
  const byPrimary = Map.groupBy(found.flat(), ({ soa }) => soa.mname);
  return [...byPrimary.values()].flatMap((same) =>
    new Set(same.map(({ soa }) => soa.serial)).size > 1
      ? [{ kind: "serials", servers: same.map(serialOf) }]
      : [],
  );
}

const serialOf = ({ asked, soa }: { readonly asked: Asked; readonly soa: Soa }) => ({
  ...asked,
  serial: soa.serial,
});
