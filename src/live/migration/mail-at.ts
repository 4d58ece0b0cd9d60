/** Which provider's MX the name servers of a migrating domain answer with. */
import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { withoutDot } from "../../zone/name.ts";
import { shownServer } from "../verify/verdict.ts";
import { verifyZones, type World } from "../verify/verify.ts";

/** `same`: both providers have these MX, as behind a gateway; `other`: neither has them. */
export type Whose = "old" | "new" | "both" | "same" | "other" | "none" | "unanswered";

export interface ServerMail {
  /** Name and address. */
  readonly server: string;
  readonly mail: Whose;
}

/** What each server says, by domain; `told` is called after each zone. A domain to whose zone DNS does not lead has none. */
export async function askMailAt(
  migrating: readonly MigratingIn[],
  world: World,
  told: () => void = () => {},
): Promise<ReadonlyMap<Domain, readonly ServerMail[]>> {
  const byZone = Map.groupBy(migrating, ({ zone }) => zone);
  const asked = [...byZone].map(([zone, those]) => {
    const names = new Set(those.map(({ domain }) => domain.spec.domain));
    return { ...zone, rrsets: zone.rrsets.filter(({ type, name }) => type === "MX" && names.has(name)) };
  });
  const verdicts = await verifyZones(asked, world, told);
  return new Map(
    [...byZone.values()].flatMap((those, i) =>
      those.map(({ domain }): [Domain, ServerMail[]] => {
        const set = verdicts[i]?.sets.find(({ rrset }) => rrset.name === domain.spec.domain);
        const heard = set?.heard ?? [];
        return [
          domain,
          heard.map((one) => ({ server: shownServer(one), mail: whoseMail(domain, one.answered) })),
        ];
      }),
    ),
  );
}

/** A migrating domain and one of the zones that hold it. */
export interface MigratingIn {
  readonly domain: Domain;
  readonly zone: Zone;
}

/** `answered`: the MX in presentation form; undefined for no answer. */
export function whoseMail({ steps, spec }: Domain, answered: readonly string[] | undefined): Whose {
  if (answered === undefined) return "unanswered";
  if (answered.length === 0) return "none";
  const hostsAt = (step: "before" | "finish"): string[] =>
    (steps?.get(step)?.records ?? []).flatMap(({ name, data }) =>
      data.type === "MX" && name === spec.domain ? [withoutDot(data.exchange)] : [],
    );
  const [old, fresh] = [new Set(hostsAt("before")), new Set(hostsAt("finish"))];
  const hosts = answered.map((text) => withoutDot(text.split(" ").at(-1) ?? ""));
  const [isOld, isNew] = [hosts.every((host) => old.has(host)), hosts.every((host) => fresh.has(host))];
  if (isOld || isNew) return isOld && isNew ? "same" : isOld ? "old" : "new";
  return hosts.every((host) => old.has(host) || fresh.has(host)) ? "both" : "other";
}
