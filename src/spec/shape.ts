/** Judges a YAML value by a zod schema and tells what is wrong as findings at the place of each value. */
import type { z } from "zod";
import { type Finding, quote } from "../diagnostic.ts";
import type { Path, Source } from "../source.ts";
import { nearest, oneOf } from "./nearest.ts";

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/** Checks that have their own code though the schema finds them: last key, or two, of the path. */
const OWN_CODES: Readonly<Record<string, string>> = {
  policy: "dmarc-p-value",
  subdomainPolicy: "dmarc-p-value",
  nonexistentPolicy: "dmarc-p-value",
  type: "rr-type-supported",
};

export interface Judged<T> {
  /** Absent when there is a finding. */
  readonly value?: T;
  readonly findings: readonly Finding[];
}

/** The typed value of a source, or every way in which it is not of the schema's shape. */
export function judge<S extends z.ZodType>(schema: S, source: Source, what: string): Judged<z.output<S>> {
  if (source.value === null || source.value === undefined) {
    return {
      findings: [atTop(source, "spec-empty", `the ${what} is empty`, `write a ${what}, or delete the file`)],
    };
  }
  if (typeof source.value !== "object" || Array.isArray(source.value)) {
    const found = kindOf(source.value);
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
  const findings: Finding[] = [];
  for (const issue of flatten(result.error.issues, [], source.value)) {
    findings.push(...explain(issue, schema, source));
  }
  return { findings: withoutEchoes(findings) };
}

function atTop(source: Source, code: string, message: string, help: string): Finding {
  return { code, severity: "error", message, help, place: source.place([]) };
}

/** Of the alternatives of a union only the one that the user most likely meant is told. */
function flatten(issues: readonly Issue[], at: Path, root: unknown): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...at, ...(issue.path as Path)];
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ ...issue, path: [...path] }];
    const value = valueAt(root, path);
    const branches = issue.errors.map((branch) => flatten(branch as Issue[], path, root));
    const misfit = (branch: readonly Issue[]): number =>
      branch.some((i) => i.code === "invalid_type" && i.path.length === path.length) ? 1000 : 0;
    const best = branches.reduce((a, b) => (misfit(b) + b.length < misfit(a) + a.length ? b : a));
    if (misfit(best) === 0) return best;
    const expected = branches.flatMap((b) =>
      b.flatMap((i) => (i.code === "invalid_type" ? [i.expected] : [])),
    );
    return [
      { ...issue, path: [...path], expected: [...new Set(expected)], input: value } as unknown as Issue,
    ];
  });
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined),
    root,
  );
}

function explain(issue: Issue, schema: Schema, source: Source): Finding[] {
  const path = issue.path as Path;
  const value = valueAt(source.value, path);
  const name = pathName(path);
  const finding = (code: string, message: string, help?: string): Finding => ({
    code,
    severity: "error",
    message,
    ...(help === undefined ? {} : { help }),
    place: source.place(path),
  });
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const known = [...new Set(keysAt(schema, path))];
        const meant = nearest(key, known);
        return {
          ...finding(
            "spec-key-unknown",
            `${path.length === 0 ? "" : `${name} has `}${path.length === 0 ? "there is " : ""}no key ${quote(key)}, so what it says would be lost`,
            meant === undefined ? `known keys: ${known.join(", ")}` : `did you mean ${meant}?`,
          ),
          place: source.keyPlace([...path, key]),
        };
      });
    case "invalid_type":
    case "invalid_union": {
      if (value === undefined || value === null) {
        return [
          finding(
            "spec-missing",
            `${name} ${value === null ? "has no value" : "is missing"}`,
            `give ${name} a value`,
          ),
        ];
      }
      const expected = "expected" in issue ? [issue.expected].flat() : [];
      return [
        finding(
          OWN_CODES[String(path.at(-1))] ?? "spec-type",
          ...wrongType(name, value, expected, source.typed(path)),
        ),
      ];
    }
    case "invalid_value": {
      if (value === undefined || value === null) {
        return [
          finding(
            "spec-missing",
            `${name} ${value === null ? "has no value" : "is missing"}`,
            `give ${name} a value`,
          ),
        ];
      }
      const allowed = issue.values.map(String);
      const meant = typeof value === "string" ? nearest(value, allowed) : undefined;
      return [
        finding(
          OWN_CODES[String(path.at(-1))] ?? "spec-value",
          `${name} is ${quote(String(value))}, which is not ${oneOf(allowed)}`,
          meant === undefined ? `write one of ${allowed.join(", ")}` : `did you mean ${meant}?`,
        ),
      ];
    }
    case "too_small":
      return [finding("spec-value", `${name} is empty`, `give it a value, or delete the line`)];
    default:
      return [
        finding(
          "spec-value",
          `${name} is ${quote(String(value))}, which is not of the form it must have`,
          issue.message,
        ),
      ];
  }
}

/** Message and help for a value of the wrong type, in terms of what YAML made of the user's characters. */
function wrongType(
  name: string,
  value: unknown,
  expected: readonly string[],
  typed: string | undefined,
): [string, string] {
  const wanted = oneOf([...new Set(expected.map(kindName))]);
  const scalar = typed !== undefined && typed.length < 60 ? typed : undefined;
  const read = scalar === undefined ? `it is ${kindOf(value)}` : `YAML reads ${scalar} as ${kindOf(value)}`;
  const message = `${name} must be ${wanted}, but ${read}`;
  if (expected.includes("string") && typeof value !== "object" && scalar !== undefined) {
    return [message, `put it in quotes: "${scalar}"`];
  }
  if (expected.includes("boolean") && typeof value === "string") {
    return [message, `write ${/^(no|off|n|false)$/i.test(value) ? "false" : "true"}`];
  }
  if (expected.includes("int") || expected.includes("number"))
    return [message, "write a whole number without quotes"];
  if (expected.includes("array") && typeof value !== "object")
    return [message, `write a list: [${String(value)}]`];
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
  if (typeof value === "boolean") return `the truth value ${value}`;
  return `the number ${String(value)}`;
}

/** `senders[1].with.em_label`, as users would say where. */
function pathName(path: Path): string {
  if (path.length === 0) return "this";
  return path
    .map((step, i) => (typeof step === "number" ? `[${step + 1}]` : i === 0 ? step : `.${step}`))
    .join("");
}

/** The keys that the schema knows at a path. */
function keysAt(schema: Schema, path: Path): string[] {
  const { def } = schema._zod as { def: z.core.$ZodTypeDef };
  const inner = def as unknown as {
    shape?: Record<string, Schema>;
    innerType?: Schema;
    element?: Schema;
    valueType?: Schema;
    options?: readonly Schema[];
  };
  if (inner.options) return inner.options.flatMap((option) => keysAt(option, path));
  if (inner.innerType) return keysAt(inner.innerType, path);
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(inner.shape ?? {});
  const next = inner.shape?.[step] ?? inner.element ?? inner.valueType;
  return next ? keysAt(next, rest) : [];
}

/** A mistyped key is told once, not also as the absence of the key that was meant. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const meant = new Set(
    findings.flatMap((f) =>
      f.code === "spec-key-unknown" ? [/^did you mean (.+)\?$/.exec(f.help ?? "")?.[1]] : [],
    ),
  );
  return findings.filter(
    (f) => f.code !== "spec-missing" || !meant.has(/([A-Za-z0-9_]+) is missing$/.exec(f.message)?.[1]),
  );
}
