/** Writes zone ids into a stack's config through the engine, which knows where the config is and preserves its comments. */
import { type ZoneLookUp, type ZoneLookUps, zoneIdPath } from "../live/zone-look-up.ts";
import { type EngineOptions, runEngine } from "./engine.ts";
import { EngineRefused } from "./refused.ts";
import { previewDocument } from "./survey.ts";

/**
 * Looks up all zones of a stack by name. Changes nothing.
 * @throws EngineRefused
 */
export const lookUpZones = (stack: string, options: EngineOptions = {}): Promise<ZoneLookUps> =>
  previewDocument(stack, "MAILZONE_ZONES", options);

/** Ids per command: far below the limits of a command line. */
const AT_ONCE = 200;

/** @throws EngineRefused */
export async function writeZoneIds(
  stack: string,
  zones: readonly ZoneLookUp[],
  options: EngineOptions = {},
): Promise<void> {
  const texts = zones.filter(({ found = "" }) => !isNumeral(found));
  for (let at = 0; at < texts.length; at += AT_ONCE) {
    const some = texts.slice(at, at + AT_ONCE);
    const pairs = some.flatMap((zone) => ["--plaintext", `${zoneIdPath(zone)}=${zone.found}`]);
    await configure(["config", "set-all", "--stack", stack, "--path", ...pairs], options);
  }
  for (const zone of zones) {
    const { found = "" } = zone;
    if (isNumeral(found)) await configure(setCommand(stack, zone, found), options);
  }
}

/** The arguments of the command that sets one id: without `--type`, `--path` reads digits as a number. */
export const setCommand = (stack: string, zone: Pick<ZoneLookUp, "cloud" | "name">, id: string): string[] => [
  "config",
  "set",
  "--stack",
  stack,
  "--path",
  zoneIdPath(zone),
  id,
  "--type",
  "string",
];

const isNumeral = (id: string): boolean => /^[-+]?\d+$/.test(id);

async function configure(words: readonly string[], options: EngineOptions): Promise<void> {
  const { code, stdout, stderr } = await runEngine(words, options);
  if (code !== 0) throw new EngineRefused(`${stdout}\n${stderr}`.trim());
}
