import { migrateClash } from "../../../src/check/migrate/migrate-clash.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

const ownServer = (label: string, phase: string): string =>
  spec(
    "cloudflare",
    `mailbox: {provider: self-hosted, with: {ipv4: 100.20.30.50, mail_label: ${label}}}`,
    `migrate: {from: tencent-exmail, phase: ${phase}}`,
  );

export const cases: readonly CheckCase[] = [
  ...explained(migrateClash, ["warning 3:21 < self-hosted TXT < 5 < self-hosted TXT"]),
  {
    check: "migrate-clash",
    title: "tells once of a host name that is a client name of the provider that holds the mail",
    specs: ownServer("mail", "prepare"),
    finds: ["info 3:21 < self-hosted A < 4 < tencent-exmail CNAME"],
    mended: ownServer("mx", "prepare"),
  },
  {
    check: "migrate-clash",
    title: "is silent once the host's provider holds the mail",
    specs: ownServer("mail", "switch"),
    finds: [],
  },
  {
    check: "migrate-clash",
    title: "tells of the address of the old server, when the new one has its name",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 100.20.30.50}}",
      "migrate: {from: {provider: self-hosted, with: {ipv4: 100.20.30.40}}, phase: switch}",
    ),
    finds: ["info 4:28 < self-hosted A < 3 < self-hosted A"],
  },
  {
    check: "migrate-clash",
    title: "is silent on the same record of both",
    specs: spec(
      "cloudflare",
      "mailbox: google-workspace-legacy",
      "migrate: {from: google-workspace, phase: prepare}",
    ),
    finds: [],
  },
];
