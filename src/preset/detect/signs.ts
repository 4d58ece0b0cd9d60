/** What presets publish, each compiled once if it is the same for every mail domain: a fleet asks for all of it again and again. */
import { type Name, withoutDot } from "../../zone/name.ts";
import { BUILT_INS } from "../parameters.ts";
import type { Preset } from "../preset.ts";
import { compileSigns, type Sign } from "./fingerprint.ts";

interface Common {
  readonly signs: readonly Sign[];
  /** Everything that the preset says; a domain that is in it may be the vendor's own, which weighs less. */
  readonly text: string;
}

const compiled = new WeakMap<Preset, Common | "by domain">();

/** Everything that a preset publishes for a mail domain. */
export function signsOf(preset: Preset, domain: Name, zone: Name): readonly Sign[] {
  const known = compiled.get(preset) ?? commonOf(preset);
  compiled.set(preset, known);
  return known === "by domain" || known.text.includes(withoutDot(domain))
    ? compileSigns(preset, domain, zone)
    : known.signs;
}

/** Names that stand for the domain, and a rule that looks at it. */
const BY_DOMAIN = [...BUILT_INS.map((name) => `{${name}}`), '"unless":'];

/** Nobody's domain (RFC 2606 §2). */
const ANY: Name = "example.invalid.";

function commonOf(preset: Preset): Common | "by domain" {
  const { records, parameters } = preset;
  const text = JSON.stringify({ records, parameters });
  return BY_DOMAIN.some((part) => text.includes(part))
    ? "by domain"
    : { signs: compileSigns(preset, ANY, ANY), text };
}
