/** A stand-in's resources as the engine meets them, through its bridge. */
import { type BridgedResource, bridged } from "../../sandbox/bridge/bridged.ts";
import type { ProviderPlugin } from "../../sandbox/provider.ts";

/** The record, which is the first of a plugin's resources. */
export const recordOf = (plugin: ProviderPlugin): BridgedResource => resourceOf(plugin, 0);

export const zoneOf = (plugin: ProviderPlugin): BridgedResource => resourceOf(plugin, 1);

function resourceOf(plugin: ProviderPlugin, index: number): BridgedResource {
  const handler = Object.values(plugin.resources)[index];
  if (!handler) throw new Error(`${plugin.cloud} has no resource ${index}`);
  return bridged(plugin.bridge, handler);
}
