import { moving } from "../../../src/check/migrate/example.ts";
import { migrateGateway } from "../../../src/check/migrate/migrate-gateway.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(migrateGateway, ["info 4:40"]),
  {
    check: "migrate-gateway",
    title: "is silent in the last phase, when the gateway delivers to the new mailboxes",
    specs: moving("finish", "gateway: {provider: mimecast, with: {mc_region: eu}}"),
    finds: [],
  },
];
