import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";
import { moving } from "./example.ts";

export const migrateFinished: ZoneCheck = {
  id: "migrate-finished",
  severity: "info",
  rule: "After the last phase of a migration, migrate is deleted from the spec; it has no further effect.",
  source: "docs/migrate.md",
  explanation: {
    why: "In phase finish, the domain has what it has without migrate.",
    effect: "None, but the next reader of the spec believes that the domain is still moving.",
    fix: "Delete migrate once phase finish is applied.",
    fails: moving("finish"),
    passes: example("mailbox: zoho-mail"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const { migration, domain: name } = domain.spec;
      if (migration?.phase !== "finish") continue;
      report({
        message: `the migration of ${withoutDot(name)} from ${migration.from.id} to ${migration.to.id} is in its last phase, in which migrate has no effect beyond the guards`,
        help: "apply it, then delete migrate",
        domain: withoutDot(name),
        place: migration.place,
      });
    }
  },
};
