import { moving } from "../../../src/check/migrate/example.ts";
import { migrateFinished } from "../../../src/check/migrate/migrate-finished.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(migrateFinished, ["info 4:40"]),
  {
    check: "migrate-finished",
    title: "is silent while the old provider may still send",
    specs: moving("switch"),
    finds: [],
  },
];
