/** Detected presets as the services of a spec: their keys, variants, parameters and groups. */
import type { PresetRole } from "../../spec/spec.ts";
import type { Name } from "../../zone/name.ts";
import { type Parameters as PresetParameters, readParameters } from "../parameters.ts";
import type { Preset } from "../preset.ts";
import { unwrittenUse } from "../unwritten-use.ts";
import { isChosen } from "../when.ts";
import type { Detection } from "./detect.ts";
import { factsOf, type Observed } from "./facts.ts";

/** A detected preset as a spec would use it. */
export interface Service {
  readonly preset: Preset;
  /** Its id, or that of the variant whose choices the records show. */
  readonly id: string;
  /** The key of the spec; a policy is `mode: parked`. */
  readonly role: PresetRole | "parked";
  /** Values that follow from the records, but not from a default or the variant. */
  readonly with: Readonly<Record<string, string | readonly string[]>>;
  readonly groups: readonly string[];
  readonly detection: Detection;
}

/** The key for each preset: the mailbox is the one with the mail domain's MX, or the one behind a gateway. */
export function servicesOf(
  detections: readonly Detection[],
  records: readonly Observed[],
  domain: Name,
): Service[] {
  const hasGateway = detections.some(({ preset }) => preset.kind === "gateway");
  const holdsMx = ({ matched }: Detection): boolean =>
    matched.some(({ fact }) => fact.type === "MX" && fact.owner === "@");
  const canHold = ({ preset: { kind } }: Detection): boolean =>
    !["sender", "gateway", "policy"].includes(kind);
  const mailbox =
    detections.find((one) => canHold(one) && holdsMx(one)) ??
    detections.find((one) => canHold(one) && (hasGateway || one.preset.kind === "receiver"));
  const gateway = detections.find(({ preset }) => preset.kind === "gateway");
  const order = [mailbox, gateway];
  const rank = (one: Detection): number => (order.indexOf(one) + order.length + 1) % (order.length + 1);
  const sorted = [...detections].sort((a, b) => rank(a) - rank(b));
  return sorted.flatMap((detection): Service[] => {
    const { kind } = detection.preset;
    const role =
      detection === mailbox
        ? "mailbox"
        : detection === gateway
          ? "gateway"
          : kind === "policy"
            ? "parked"
            : "sender";
    const isParked = detections.length === 1 && !factsOf(records, domain).some(({ type }) => type === "SPF");
    // a domain that sends mail is not parked: a null MX only says that it receives none
    if (role === "parked" && !isParked) return [];
    if (role === "sender" && (kind === "gateway" || kind === "receiver")) return [];
    return [{ ...named(detection, domain), role, detection, groups: groupsOf(detection, domain) }];
  });
}

/** The variant and the parameters that yield the values that were read back. */
function named(detection: Detection, domain: Name): Pick<Service, "preset" | "id" | "with"> {
  const { preset, values } = detection;
  const usual = (without: string): string | undefined => defaultOf(preset, values, without, domain);
  const said = [...values].filter(([name, value]) =>
    typeof value === "string"
      ? usual(name)?.toLowerCase() !== value.toLowerCase()
      : JSON.stringify([...value].sort()) !==
        JSON.stringify([...usualItems(preset, values, name, domain)].sort()),
  );
  const [id, fixed] = Object.entries(preset.variants)
    .filter(([, set]) =>
      Object.entries(set).every(([name, value]) => said.some(([one, is]) => one === name && is === value)),
    )
    .sort((a, b) => Object.keys(b[1]).length - Object.keys(a[1]).length)[0] ?? [preset.id, {}];
  return { preset, id, with: Object.fromEntries(said.filter(([name]) => !Object.hasOwn(fixed, name))) };
}

/** A preset's parameters if a spec gives the values that were found, but not this one. */
function parametersWithout(
  preset: Preset,
  values: Detection["values"],
  name: string,
  domain: Name,
): PresetParameters {
  const others = [...values].filter(([one]) => one !== name);
  return readParameters(preset, unwrittenUse(preset.id, "mailbox", others), domain, domain);
}

/** A parameter's value if a spec gives the others, but not this one. */
const defaultOf = (...of: Parameters<typeof parametersWithout>): string | undefined =>
  parametersWithout(...of).value(of[2]);

/** The same for the items of a list. */
const usualItems = (...of: Parameters<typeof parametersWithout>): readonly string[] =>
  parametersWithout(...of).listAmong([of[2]])?.items ?? [];

/** The groups that are off by default, and whose records are all there. */
function groupsOf({ preset, signs, matched, values }: Detection, domain: Name): string[] {
  const found = new Set(matched.map(({ sign }) => sign));
  const applies = ({ record }: (typeof signs)[number]): boolean =>
    isChosen(record, (name) => values.get(name) ?? defaultOf(preset, values, name, domain));
  const optional = signs.filter((sign) => sign.record.need === "optional" && applies(sign));
  const ownParameter = (sign: (typeof signs)[number]): boolean =>
    Object.entries(preset.parameters).some(
      ([name, { required, default: usual, derive }]) =>
        !required &&
        usual === undefined &&
        derive === undefined &&
        JSON.stringify(sign.record).includes(`{${name}}`),
    );
  const groups = [...new Set(optional.map(({ record }) => record.group))];
  return groups.filter((group) => {
    const own = optional.filter(({ record }) => record.group === group);
    const rest = signs.filter((sign) => sign.record.group === group && applies(sign));
    return (
      own.some((sign) => found.has(sign) && !ownParameter(sign)) && rest.every((sign) => found.has(sign))
    );
  });
}
