/** Checks a YAML value against a zod schema and reports what is wrong as findings at the place of each value. */
import { safeParse, type z } from "zod";
import { type Code, type Finding, limited, quote } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";
import { listed, oneOf } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import { otherKey, otherType, otherValue } from "./other-names.ts";
import { spotIn } from "./spot.ts";

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** Checks that have their own code though the schema finds them, by the last key of the path. */
const OWN_CODES: Readonly<Record<string, Code>> = {
  policy: "dmarc-p-value",
  subdomainPolicy: "dmarc-p-value",
  nonexistentPolicy: "dmarc-p-value",
  type: "rr-type-supported",
};

export interface Validated<T> {
  /** Absent if there is a finding. */
  readonly value?: T;
  readonly findings: readonly Finding[];
}

/** The typed value of a source, or everything in it that does not match the schema. */
export function validate<S extends z.ZodType>(
  schema: S,
  source: Source,
  what: string,
): Validated<z.output<S>> {
  if (source.value === null || source.value === undefined) {
    return {
      findings: [atTop(source, "spec-empty", `the ${what} is empty`, `write a ${what}, or delete the file`)],
    };
  }
  if (typeof source.value !== "object" || Array.isArray(source.value)) {
    // the number itself would be content of a file that is no spec
    const found = typeof source.value === "number" ? "a number" : kindOf(source.value);
    return {
      findings: [
        atTop(
          source,
          "spec-type",
          `a ${what} is a map of keys, but this is ${found}`,
          "write `key: value` lines",
        ),
      ],
    };
  }
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data, findings: [] };
  const all = flatten(result.error.issues, [], source.value);
  // zod finds an empty list too short also where a text belongs
  const mistyped = new Set(
    all.filter(({ code }) => code === "invalid_type").map(({ path }) => path.join("\n")),
  );
  const issues = all.filter(({ code, path }) => code !== "too_small" || !mistyped.has(path.join("\n")));
  return { findings: limited(withoutEchoes(issues.flatMap((issue) => explain(issue, schema, source)))) };
}

/** The typed value, or the path of everything in it that does not match the schema: of a missing key, where it is missing. */
export function faultsIn<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { readonly value?: z.output<S>; readonly faults?: readonly Path[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const faults = flatten(result.error.issues, [], value).flatMap((issue) => {
    const path = issue.path as Path;
    return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
  });
  return { faults };
}

function atTop(source: Source, code: Code, message: string, help: string): Finding {
  return { code, severity: "error", message, help, place: source.place([]) };
}

/** Of the alternatives of a union, only the one that the user most likely meant is reported. */
function flatten(issues: readonly Issue[], at: Path, root: unknown): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...at, ...(issue.path as Path)];
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ ...issue, path: [...path] }];
    const value = valueAt(root, path);
    const branches = issue.errors.map((branch) => flatten(branch as Issue[], path, root));
    const distance = (branch: readonly Issue[]): number =>
      branch.reduce((sum, i) => sum + misfit(i, path.length, value), 0);
    const best = branches.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    if (distance(best) < WRONG_KIND) return best;
    const expected = branches.flatMap((branch) => branch.flatMap((i) => kindsOf(i)));
    return [
      { ...issue, path: [...path], expected: [...new Set(expected)], input: value } as unknown as Issue,
    ];
  });
}

const WRONG_KIND = 1000;

/** How far an issue puts the value from the alternative that was tried: another kind of value, another record type, another key. */
function misfit(issue: Issue, depth: number, value: unknown): number {
  const here = issue.path.length === depth;
  if (here && (issue.code === "invalid_type" || issue.code === "invalid_union")) return WRONG_KIND;
  if (here && issue.code === "invalid_value" && typeof value === "object") return WRONG_KIND;
  if (issue.code === "invalid_value" && issue.path.at(-1) === "type") return 100;
  return issue.code === "unrecognized_keys" ? 10 * issue.keys.length : 1;
}

/** The kinds of value that would have been right, as zod names them. */
function kindsOf(issue: Issue): string[] {
  if (issue.code === "invalid_value") return ["string"];
  return "expected" in issue ? [issue.expected].flat() : [];
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined),
    root,
  );
}

/** Issues that may mean that the value is missing. */
const CAN_BE_MISSING: ReadonlySet<string> = new Set(["invalid_type", "invalid_union", "invalid_value"]);

/** What is wrong, and what helps to see which other mistakes only echo it. */
interface Wrong {
  readonly finding: Finding;
  /** The key that an unknown one most likely means. */
  readonly meant?: string;
  /** The key that is missing. */
  readonly missing?: string;
}

function explain(issue: Issue, schema: Schema, source: Source): Wrong[] {
  const path = issue.path as Path;
  const value = valueAt(source.value, path);
  const name = pathName(path);
  const finding = (code: Code, message: string, help?: string): Finding => ({
    code,
    severity: "error",
    message,
    ...(help === undefined ? {} : { help }),
    place: source.place(path),
  });
  const wrong = (code: Code, message: string, help?: string): Wrong[] => [
    { finding: finding(code, message, help) },
  ];
  const own = OWN_CODES[String(path.at(-1))];
  if (CAN_BE_MISSING.has(issue.code) && (value === undefined || value === null)) {
    const what = value === null ? "has no value" : "is missing";
    return [
      {
        finding: finding("spec-missing", `${name} ${what}`, `give ${name} a value`),
        ...(value === undefined && { missing: String(path.at(-1)) }),
      },
    ];
  }
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const { message, help, meant } = unknownKey(key, path, value, keysAt(schema, path, value, key));
        const at = { place: source.keyPlace([...path, key]) };
        return {
          finding: { ...finding("spec-key-unknown", message, help), ...at },
          ...(meant !== undefined && { meant }),
        };
      });
    case "invalid_type":
    case "invalid_union":
      return wrong(own ?? "spec-type", ...wrongType(path, value, kindsOf(issue), source.typed(path)));
    case "invalid_value": {
      const allowed = issue.values.map(String);
      if (typeof value === "object")
        return wrong(own ?? "spec-type", `${name} must be ${oneOf(allowed)}, but it is ${kindOf(value)}`);
      const told = finding(own ?? "spec-value", ...wrongValue(path, value, allowed));
      return [{ finding: { ...told, ...spotIn(source, path, { offset: 0, length: String(value).length }) } }];
    }
    case "too_big":
      return wrong("spec-value", ...tooBig(name, value, issue.maximum));
    case "too_small":
      return wrong("spec-value", `${name} is empty`, `give it a value, or delete the line`);
    default:
      return wrong(
        "spec-value",
        `${name} is ${quote(String(value))}, which does not have the required form`,
        issue.message,
      );
  }
}

const tooBig = (name: string, value: unknown, maximum: number | bigint): [message: string, help: string] =>
  Array.isArray(value)
    ? [
        `${name} has ${value.length} items (the limit is ${maximum})`,
        "split the spec, or delete what is not needed",
      ]
    : [`${name} is ${quote(String(value))}, which is too large`, "write a smaller number"];

function wrongValue(path: Path, value: unknown, allowed: readonly string[]): [message: string, help: string] {
  const message = `${pathName(path)} is ${quote(String(value))}, which is not ${oneOf(allowed)}`;
  const key = path.at(-1);
  const text = typeof value === "string" ? value : "";
  const type = key === "type" && path[0] === "records" ? otherType(text) : undefined;
  if (type !== undefined) return [message, type];
  const meant = otherValue(key, text) ?? nearest(text, allowed);
  return [message, meant === undefined ? `write one of ${allowed.join(", ")}` : `did you mean ${meant}?`];
}

interface UnknownKey {
  readonly message: string;
  readonly help: string;
  readonly meant?: string;
}

/** The words for a key that its map does not have. */
function unknownKey(key: string, path: Path, value: unknown, known: Keys): UnknownKey {
  const name = pathName(path);
  const ignored = "so it would be ignored";
  if (known.elsewhere.includes(key)) {
    const own = known.here.filter((other) => valueAt(value, [other]) !== undefined);
    const rest = known.here.filter((other) => !own.includes(other));
    return {
      message: `${name} in this form has no key ${quote(key)}, ${ignored}`,
      help: `next to ${listed(own)}, write ${oneOf(rest)}`,
    };
  }
  const message = `${name === "this" ? `unknown key ${quote(key)}` : `${name} has no key ${quote(key)}`}, ${ignored}`;
  if (key === "<<")
    return {
      message,
      help: "YAML 1.2 has no merge keys: write the keys out, or put them in a defaults.yaml",
    };
  if (/^domains?$/.test(key) && name === "this")
    return {
      message,
      help: "domains go in a spec, not in a defaults file: move this to a file of another name",
    };
  const other = otherKey(path, key);
  if (other !== undefined && "advice" in other) return { message, help: other.advice };
  const meant = other?.key ?? nearest(key, known.here) ?? nearest(key, known.elsewhere);
  return meant === undefined
    ? { message, help: `known keys: ${known.here.join(", ")}` }
    : { message, help: `did you mean ${meant}?`, meant };
}

/** Message and help for a value of the wrong type, in terms of what YAML made of the user's characters. */
function wrongType(
  path: Path,
  value: unknown,
  expected: readonly string[],
  typed: string | undefined,
): [string, string] {
  const wanted = oneOf([...new Set(expected.map(kindName))]);
  const scalar = typed !== undefined && typed.length < 60 ? typed : undefined;
  const read = scalar === undefined ? `it is ${kindOf(value)}` : `YAML reads ${scalar} as ${kindOf(value)}`;
  const message = `${pathName(path)} must be ${wanted}, but ${read}`;
  if (expected.includes("string") && typeof value !== "object" && scalar !== undefined) {
    return [message, `put it in quotes: "${scalar}"`];
  }
  if (expected.includes("boolean") && typeof value === "string" && /^(y|yes|on|n|no|off)$/i.test(value)) {
    return [message, `write ${/^(y|yes|on)$/i.test(value) ? "true" : "false"}`];
  }
  if (expected.includes("int") || expected.includes("number"))
    return [message, "write a whole number without quotes"];
  if (expected.includes("array") && typeof value !== "object")
    return [
      message,
      `write a list: [${typed !== undefined && typeof value === "string" ? typed : String(value)}]`,
    ];
  if (path.length > 1 && path.at(-1) === "value" && Array.isArray(value))
    return [message, "write several values under `values`"];
  return [message, `write ${wanted}`];
}

function kindName(expected: string): string {
  const names: Record<string, string> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a map",
    record: "a map",
  };
  return names[expected] ?? expected;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return `the boolean ${value}`;
  return `the number ${String(value)}`;
}

/** A path as users would write it: `senders[1].with.em_label`. */
function pathName(path: Path): string {
  if (path.length === 0) return "this";
  return path
    .map((step, i) => (typeof step === "number" ? `[${step + 1}]` : i === 0 ? step : `.${step}`))
    .join("");
}

/** The keys of the form that a map most likely has, and those that only its other forms have. */
interface Keys {
  readonly here: readonly string[];
  readonly elsewhere: readonly string[];
}

/** The keys that the schema knows at a path where the user wrote `value` with a `key` that it refuses. */
function keysAt(schema: Schema, path: Path, value: unknown, key: string): Keys {
  const all = formsAt(schema, path);
  const possible = all.filter((form) => !Object.hasOwn(form, key) && takesType(form, value));
  const forms = (possible.length > 0 ? possible : all).map((form) => Object.keys(form));
  const shared = (form: readonly string[]): number =>
    form.filter((own) => valueAt(value, [own]) !== undefined).length;
  const most = Math.max(...forms.map(shared));
  const here = [...new Set(forms.filter((form) => shared(form) === most).flat())];
  const others = all.flatMap((form) => Object.keys(form));
  return { here, elsewhere: [...new Set(others)].filter((other) => !here.includes(other)) };
}

/** Whether a form of a record is for the record's type. */
function takesType({ type }: Readonly<Record<string, Schema>>, value: unknown): boolean {
  return type === undefined || safeParse(type, valueAt(value, ["type"])).success;
}

/** The shapes of the maps that the schema accepts at a path. */
function formsAt(schema: Schema, path: Path): Record<string, Schema>[] {
  const { def } = schema._zod as { def: z.core.$ZodTypeDef };
  const inner = def as unknown as {
    shape?: Record<string, Schema>;
    innerType?: Schema;
    element?: Schema;
    valueType?: Schema;
    options?: readonly Schema[];
  };
  if (inner.options) return inner.options.flatMap((option) => formsAt(option, path));
  if (inner.innerType) return formsAt(inner.innerType, path);
  const [step, ...rest] = path;
  if (step === undefined) return inner.shape === undefined ? [] : [inner.shape];
  const shape = inner.shape !== undefined && Object.hasOwn(inner.shape, step) ? inner.shape[step] : undefined;
  const next = shape ?? inner.element ?? inner.valueType;
  return next ? formsAt(next, rest) : [];
}

/** Reports a mistyped key once, and not again as the absence of the key that was meant. */
function withoutEchoes(wrongs: readonly Wrong[]): Finding[] {
  const meant = new Set(wrongs.flatMap((one) => one.meant ?? []));
  return wrongs.flatMap(({ finding, missing }) =>
    missing !== undefined && meant.has(missing) ? [] : [finding],
  );
}
