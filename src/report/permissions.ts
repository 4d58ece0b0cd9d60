/** The result of `mailzone permissions`: what publishing needs at each cloud and account. */
import { z } from "zod";
import type { Cloud } from "../cloud/cloud.ts";
import type { Permissions } from "../cloud/permissions.ts";
import { visible } from "../words/text.ts";

export const permissionsDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  permissions: z.array(
    z.strictObject({
      cloud: z.string().describe("The cloud's id"),
      account: z.string().nullable().describe("The account that specs name; null for the default one"),
      document: z
        .record(z.string(), z.unknown())
        .describe("The policy document; on Cloudflare, which has none, what to choose for a token"),
      notes: z.array(z.string()).describe("Where the document goes, and what to know about it"),
    }),
  ),
});

/** What is needed at one cloud and account. */
export interface AccountPermissions extends Permissions {
  readonly cloud: Cloud;
  readonly account: string | undefined;
}

export const permissionsJson = (all: readonly AccountPermissions[]): z.infer<typeof permissionsDocument> => ({
  version: 1,
  permissions: all.map(({ cloud, account, document, notes }) => ({
    ...{ cloud: cloud.id, account: account ?? null },
    ...{ document: { ...document }, notes: [...notes] },
  })),
});

export const printPermissions = (all: readonly AccountPermissions[]): string =>
  all
    .map(({ cloud, account, document, notes }) => {
      const title = account === undefined ? cloud.title : `${cloud.title} (${account})`;
      const lines = notes.map((note) => `# ${note}\n`).join("");
      return `${visible(title)}\n${lines}${JSON.stringify(document, null, 2)}\n`;
    })
    .join("\n");
