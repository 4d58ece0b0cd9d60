/** What a new spec needs to be told: from options, and on a terminal from a person. `mailzone new` and `mailzone init` ask it. */
import { publicMailboxes } from "../../mail/public-mailboxes.ts";
import type { Library } from "../../preset/library.ts";
import type { Preset } from "../../preset/preset.ts";
import type { Above } from "../../spec/above.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import type { UseDraft } from "../../spec/print.ts";
import type { PresetRole } from "../../spec/spec.ts";
import { useOf } from "../../spec/without-above.ts";
import { absolute, ownerFault, withoutDot } from "../../zone/name.ts";
import type { Interview, Read } from "../asking/interview.ts";
import { askDmarc, type DmarcAnswers, type GivenDmarc } from "./ask-dmarc.ts";
import { askParameters } from "./ask-parameters.ts";
import { askPresets, type GivenPresets } from "./ask-presets.ts";
import type { Chosen } from "./chosen.ts";
import { givenParameters } from "./given-parameters.ts";

/** What options say of a spec; all of it may be absent. */
export interface GivenSpec extends GivenPresets, GivenDmarc {
  /** `KEY=VALUE` or `PROVIDER.KEY=VALUE`. */
  readonly with: readonly string[];
}

/** The DNS host is in the defaults. */
export const ABOVE = "above";

export interface SpecAnswers {
  readonly domain: string;
  readonly dns: CloudId | typeof ABOVE;
  readonly uses: readonly (UseDraft & { readonly role: PresetRole })[];
  readonly dmarc: DmarcAnswers | undefined;
  /** The defaults above the spec. */
  readonly above: Above;
}

/** What is known before the services are asked for; undefined is what is missing. */
export interface KnownSpec {
  readonly domain: string | undefined;
  readonly dns: SpecAnswers["dns"] | undefined;
  readonly above: Above;
}

/** The mail domain; undefined if there is none, which the interview then reports. */
export async function askDomain(
  given: string | undefined,
  interview: Interview,
  option = "DOMAIN",
  missing = option,
): Promise<string | undefined> {
  return await interview.answer(
    { option, given, missing, read: readDomain },
    { what: "Mail domain", about: ["The part after the @ of its addresses, such as example.com."] },
  );
}

/**
 * Everything else. Asks what the options leave open.
 * @throws CannotRun that names all that is missing or wrong, here and in what the interview asked before; Left
 */
export async function askSpec(
  { domain, dns, above }: KnownSpec,
  given: GivenSpec,
  library: Library,
  interview: Interview,
): Promise<SpecAnswers> {
  const named = (await askPresets(given, library, above, interview)).map(({ role, id }) => ({
    role,
    preset: library.find(id) as Preset,
  }));
  const presets = named.map(({ preset }) => preset);
  const values = givenParameters(given.with, presets, interview);
  // what no preset takes cannot be asked again, so no further question is put to anyone
  if (interview.isAsking) interview.finish();
  const dmarc = await askDmarc(domain ?? "the domain", given, { presets, above }, interview);
  const uses = [];
  for (const { role, preset } of named) {
    const use = useAbove(role, preset, above);
    const chosen: Chosen = {
      ...{ role, preset, domain: domain ?? "example.com" },
      policy: dmarc === undefined && above.dmarc === undefined ? "of presets" : "own",
    };
    const asked = await askParameters(
      chosen,
      { given: values.get(preset) ?? {}, known: use.with },
      interview,
    );
    uses.push({ ...use, role, with: asked });
  }
  interview.finish();
  if (domain === undefined || dns === undefined) throw new Error("what is missing was not reported");
  return { domain, dns, uses, dmarc, above };
}

/** The preset as the defaults have it in that role, whose parameters a spec completes by naming all of it again. */
function useAbove(role: PresetRole, { askedFor }: Preset, above: Above): UseDraft {
  const use = role === "sender" ? undefined : useOf(above[role]);
  return use?.provider === askedFor ? use : { provider: askedFor, with: {} };
}

function readDomain(text: string): Read {
  const name = absolute(text.trim());
  const fault = ownerFault(name);
  const service = publicMailboxes(name);
  if (service !== undefined) {
    return {
      problem: `${JSON.stringify(text)} belongs to ${service}, which gives mailboxes in it to anybody; write a domain that you registered`,
    };
  }
  if (fault === undefined && withoutDot(name).includes(".") && !name.startsWith("*"))
    return { value: withoutDot(name) };
  return {
    problem: `${JSON.stringify(text)} is not a domain name${fault === undefined ? "" : `: ${fault.problem}`}`,
  };
}
