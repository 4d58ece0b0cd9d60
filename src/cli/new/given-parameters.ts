/** Which preset each `--with KEY=VALUE` or `--with PROVIDER.KEY=VALUE` is for. */
import type { Preset } from "../../preset/preset.ts";
import { listed } from "../../words/list.ts";
import type { Interview } from "../asking/interview.ts";

export type Given = ReadonlyMap<Preset, Readonly<Record<string, string>>>;

/** The texts by preset and parameter. What no preset takes is reported to the interview. */
export function givenParameters(
  options: readonly string[],
  presets: readonly Preset[],
  interview: Interview,
): Given {
  const given = new Map<Preset, Record<string, string>>();
  for (const option of options) {
    const taken = takenBy(option, presets);
    if (typeof taken === "string") interview.wrong(taken);
    else given.set(taken.preset, { ...given.get(taken.preset), [taken.name]: taken.text });
  }
  return given;
}

interface Taken {
  readonly preset: Preset;
  readonly name: string;
  readonly text: string;
}

/** The parameter that an option gives, or what is wrong with it. */
function takenBy(option: string, presets: readonly Preset[]): Taken | string {
  const [, whose, name = "", text = ""] = /^(?:([a-z0-9-]+)\.)?(\w+)=(.*)$/s.exec(option) ?? [];
  if (name === "") return `--with ${JSON.stringify(option)} is not KEY=VALUE or PROVIDER.KEY=VALUE`;
  const taking = presets.filter(
    (one) => Object.hasOwn(one.parameters, name) && (whose === undefined || one.askedFor === whose),
  );
  const [preset] = taking;
  if (preset === undefined) {
    const known = presets.flatMap((one) =>
      Object.keys(one.parameters).map((key) => `${one.askedFor}.${key}`),
    );
    return `--with ${JSON.stringify(option)}: none of the chosen providers has this parameter; the parameters are ${known.join(", ") || "none"}`;
  }
  if (taking.length > 1) {
    return `--with ${name}: ${listed(taking.map((one) => one.askedFor))} have this parameter; write ${taking.map((one) => `${one.askedFor}.${name}=...`).join(" or ")}`;
  }
  return { preset, name, text };
}
