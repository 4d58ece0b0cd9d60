/** A domain's move from one mail provider to another, in phases of which each is one change. */
import { isDeepStrictEqual } from "node:util";
import type { Phase, SpecInput } from "./schema.ts";
import type { PresetUse, Spec } from "./spec.ts";

/** What a spec's domain may publish in the course of its migration: `before` has only the old provider. */
export type Step = "before" | Phase;

export const STEPS = ["before", "prepare", "switch", "finish"] as const satisfies readonly Step[];

/** While both providers are in use. */
export const isUnderWay = (step: Step): boolean => step === "prepare" || step === "switch";

/** The presets in their roles at a step. */
export function rolesAt(
  step: Step,
  from: PresetUse,
  to: PresetUse,
): Pick<Spec, "mailbox"> & Partial<Pick<Spec, "standby">> {
  const standby = (use: PresetUse): PresetUse => ({ ...use, role: "standby" });
  switch (step) {
    case "before":
      return { mailbox: from };
    case "prepare":
      return { mailbox: from, standby: standby(to) };
    case "switch":
      return { mailbox: to, standby: standby(from) };
    case "finish":
      return { mailbox: to };
  }
}

/** The spec as it is at another step of its migration; undefined if it has none. */
export function atStep({ standby: _, ...spec }: Spec, step: Step): Spec | undefined {
  const { migration } = spec;
  return migration && { ...spec, ...rolesAt(step, migration.from, migration.to) };
}

/** Why the keys of a spec cannot go together with `migrate`; undefined if they can. */
export function migrationFault({ mailbox, mode, migrate }: SpecInput): MigrationFault | undefined {
  if (migrate === undefined) return undefined;
  if (mode === "parked" || mode === "send-only") {
    return {
      at: ["migrate"],
      code: "spec-value",
      message: `a domain of mode ${mode} receives no mail, so there is none to migrate`,
      help: "delete migrate, or the mode",
    };
  }
  if (mailbox === undefined) {
    return {
      at: ["migrate"],
      code: "spec-missing",
      message: "the spec has migrate but no mailbox, so it is unclear which provider the mail moves to",
      help: "name the new provider under mailbox: and the old one under migrate: {from: ...}",
    };
  }
  if (!isDeepStrictEqual(spelledOut(migrate.from), spelledOut(mailbox))) return undefined;
  return {
    at: ["migrate", "from"],
    code: "spec-value",
    message:
      "migrate.from is the provider that mailbox names, with the same parameters, so nothing would move",
    help: "name the new provider under mailbox: and the old one under migrate: {from: ...}",
  };
}

/** `ID` is short for `{provider: ID}`. */
const spelledOut = (use: NonNullable<SpecInput["mailbox"]>): object =>
  typeof use === "string" ? { provider: use } : use;

interface MigrationFault {
  readonly at: readonly ["migrate"] | readonly ["migrate", "from"];
  readonly code: "spec-value" | "spec-missing";
  readonly message: string;
  readonly help: string;
}
