/**
 * The token for Cloudflare, which has no policy documents to paste: what to choose in the dashboard
 * (https://developers.cloudflare.com/fundamentals/api/reference/permissions/, 2026-11-21). For Workers, what @pulumi/cloudflare 6.22.1
 * says of both resources.
 */
import { withoutDot } from "../../zone/name.ts";
import type { Permissions, PublishedZone } from "../permissions.ts";

export function permissions(zones: readonly PublishedZone[]): Permissions {
  const isCreated = zones.some((zone) => zone.isCreated);
  const hasWorker = zones.some((zone) => zone.hasWorker);
  const isOpen = zones.some(({ id }) => id === undefined);
  return {
    document: {
      permissions: [
        { group: "Zone", item: "DNS", level: "Edit" },
        ...(isCreated
          ? [{ group: "Zone", item: "Zone", level: "Edit" }]
          : isOpen
            ? [{ group: "Zone", item: "Zone", level: "Read" }]
            : []),
        ...(hasWorker ? [{ group: "Account", item: "Workers Scripts", level: "Edit" }] : []),
      ],
      zoneResources: isCreated ? "all zones of the account" : zones.map(({ name }) => withoutDot(name)),
      ...(hasWorker && { accountResources: "the account of these zones" }),
    },
    notes: ["a custom API token, under My Profile, API Tokens"],
  };
}
