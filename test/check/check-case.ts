import type { Zone } from "../../src/plan/zone.ts";

/** One spec, or several by file name, and what one check says of them. */
export interface CheckCase {
  /** The check's id. */
  readonly check: string;
  readonly title: string;
  /** YAML of `spec.yaml`, or of several files; `stacks/<stack>/...` puts a file in a stack. */
  readonly specs: string | Readonly<Record<string, string>>;
  /**
   * The check's findings: severity, line and column (with the file where it is not spec.yaml), then the related
   * places, each after a `<`: a spec's line, or a preset's id and the type of its record. Empty: the check is silent.
   */
  readonly finds: readonly string[];
  /** The specs after the finding's help was followed: no check may find an error in them. */
  readonly mended?: string | Readonly<Record<string, string>>;
  /** Makes of a zone what no spec can ask for today, such as a cloud that lacks a record type. */
  readonly alter?: (zone: Zone) => Zone;
}

/** A spec on `dns` for example.com; the lines that follow begin at line 3. */
export function spec(dns: string, ...lines: readonly string[]): string {
  return ["domain: example.com", `dns: ${dns}`, ...lines, ""].join("\n");
}

/** What a spec with hosted mail has, whatever else it is about. */
export const exmail = "mailbox: tencent-exmail";

/** A parked domain with records, the first at line 5. */
export const parked = (...lines: readonly string[]): string =>
  spec("cloudflare", "mode: parked", "records:", ...lines);

/** A domain that only sends; the lines begin at line 4. */
export const sends = (...lines: readonly string[]): string => spec("cloudflare", "mode: send-only", ...lines);

/** TXT records at owners of a domain that only sends, the first at line 5. */
export const texts = (...pairs: readonly (readonly [name: string, text: string])[]): string =>
  sends(
    "records:",
    ...pairs.map(([name, text]) => `  - {name: "${name}", type: TXT, value: ${JSON.stringify(text)}}`),
  );
