/** `mailzone zones STACK`: writes the ids of a stack's zones into its config, so that no run has to look them up. */
import process from "node:process";
import { shellCommand, shellWord } from "../../../tools/shell-word.mjs";
import { lookUpZones, setCommand, writeZoneIds } from "../../engine/zone-config.ts";
import { judgeZoneIds, type ZoneIdVerdict, type ZoneLookUps, zoneIdPath } from "../../live/zone-look-up.ts";
import { printZoneIds, type ZoneIdLine } from "../../report/zone-ids.ts";
import { absolute } from "../../zone/name.ts";
import { printResult } from "../print.ts";
import { willing } from "./willing.ts";

interface Options {
  /** Show what would be set, and set nothing. */
  readonly dryRun?: boolean;
}

/**
 * Exit code 1 when an id is wrong, or a zone was not found.
 * @throws CannotRun when the zones cannot be looked up, or the config cannot be written
 */
export async function zones(stack: string, { dryRun = false }: Options): Promise<void> {
  const known = await willing(`looking up the zones of stack ${stack}`, () => lookUpZones(stack));
  const verdicts = judgeZoneIds(known);
  const toSet = verdicts.filter(({ verdict }) => verdict === "set");
  if (!dryRun)
    await willing(`writing ids into the config of stack ${stack}`, () => writeZoneIds(stack, toSet));
  const lines = [
    ...verdicts.map((zone) => lineOf(stack, zone, dryRun ? "would set" : "set")),
    ...unused(stack, known),
  ];
  printResult(printZoneIds(lines));
  process.exitCode = lines.some(({ mark }) => mark === "wrong" || mark === "not found") ? 1 : 0;
}

function lineOf(stack: string, zone: ZoneIdVerdict, set: "set" | "would set"): ZoneIdLine {
  const { name, cloud, account, given, found = "", problem = "the cloud does not list it", verdict } = zone;
  const at = { name, cloud, ...(account !== undefined && { account }) };
  const by = given?.by === "spec" ? "the spec's zoneId" : "the stack config's id";
  switch (verdict) {
    case "set":
      return { ...at, mark: set, text: found };
    case "right":
      return { ...at, mark: "right", text: `${given?.id}${given?.by === "spec" ? ", in the spec" : ""}` };
    case "other":
      return {
        ...at,
        mark: "wrong",
        text: `${by} is ${given?.id}, but the zone of that name has the id ${found}. It was not changed, because another id replaces every record; if the zone was recreated, ${fix(stack, zone)}`,
      };
    case "unconfirmed":
      return {
        ...at,
        mark: "wrong",
        text: `${by} is ${given?.id}, which could not be verified: ${problem}`,
      };
    case "shared":
      return {
        ...at,
        mark: "note",
        text: `its id is ${found}; the zone is in several accounts, and the config has only one id per name, so write it into the spec: dns: {cloud: ${cloud}, account: ${account ?? "default"}, zoneId: ${found}}`,
      };
    case "unknown":
      return { ...at, mark: "not found", text: problem };
    case "made":
      return { ...at, mark: "made", text: `${found || "identified by its name"}, from the stack's state` };
    case "coming":
      return { ...at, mark: "to create", text: `the next pulumi up --stack ${shellWord(stack)} creates it` };
    case "barred":
      return {
        ...at,
        mark: "wrong",
        text: `${problem}; pulumi preview --stack ${shellWord(stack)} tells you what to do`,
      };
    case "doubled":
      return {
        ...at,
        mark: "wrong",
        text: `${by} is ${given?.id}, but the spec has create: true; if the zone already exists, remove create, else run ${removal(stack, zone)}`,
      };
    case "needless":
      return { ...at, mark: "note", text: "identified by its name, so no id is needed" };
  }
}

/** The edit that replaces the given id with the one that was found. */
function fix(stack: string, zone: ZoneIdVerdict): string {
  if (zone.given?.by === "spec") return `write zoneId: ${zone.found} into the spec`;
  return `run ${shellCommand(["pulumi", ...setCommand(stack, zone, zone.found ?? "")])}`;
}

const removal = (stack: string, zone: Parameters<typeof zoneIdPath>[0]): string =>
  shellCommand(["pulumi", "config", "rm", "--stack", stack, "--path", zoneIdPath(zone)]);

function unused(stack: string, { unused: left }: ZoneLookUps): ZoneIdLine[] {
  return left.map(({ cloud, name, id }) => ({
    name: absolute(name),
    cloud,
    mark: "note",
    text: `the stack config has the id ${id}, but no spec has the zone; to remove it: ${removal(stack, { cloud, name: absolute(name) })}`,
  }));
}
