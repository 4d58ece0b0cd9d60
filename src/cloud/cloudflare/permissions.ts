/**
 * The token for Cloudflare, which has no policy documents to paste: what to choose in the dashboard
 * (https://developers.cloudflare.com/fundamentals/api/reference/permissions/, 2026-11-21).
 */
import { withoutDot } from "../../zone/name.ts";
import type { Permissions, PublishedZone } from "../permissions.ts";

export function permissions(zones: readonly PublishedZone[]): Permissions {
  const isCreated = zones.some((zone) => zone.isCreated);
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
      ],
      zoneResources: isCreated ? "all zones of the account" : zones.map(({ name }) => withoutDot(name)),
    },
    notes: ["a custom API token, under My Profile, API Tokens"],
  };
}
