import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { moving } from "./example.ts";

export const migrateGateway: ZoneCheck = {
  id: "migrate-gateway",
  severity: "info",
  rule: "Behind a gateway, a migration moves no MX: the gateway's own settings say which provider it delivers to.",
  source: "docs/migrate.md",
  explanation: {
    why: "The MX are those of the gateway before and after. Only client names, SPF, DKIM and verification follow the phases.",
    effect:
      "After the switch, mail still goes to the old mailboxes until the gateway is told about the new ones.",
    fix: "When you apply phase switch, change the destination in the gateway's console.",
    fails: moving("switch", "gateway: {provider: mimecast, with: {mc_region: eu}}"),
    passes: moving("switch"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const { migration, gateway, domain: name } = domain.spec;
      if (migration === undefined || gateway === undefined || migration.phase === "finish") continue;
      report({
        message: `mail of ${withoutDot(name)} goes through ${gateway.id}, so the phases of the migration move no MX; ${gateway.id} decides which mailboxes get it`,
        help: `when phase switch is applied, change the destination at ${gateway.id} to ${migration.to.id}`,
        domain: withoutDot(name),
        place: migration.place,
      });
    }
  },
};
