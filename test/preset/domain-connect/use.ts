/** Specs that use the templates of fixtures/domain-connect/, and what is found in both. */
import { basename } from "node:path";
import { type Loaded, loadText } from "../../../src/pipeline.ts";
import { openLibrary } from "../../../src/preset/library.ts";

export const FOLDER = "test/preset/fixtures/domain-connect";
export const KEY = readKey();

/** A DKIM key that passes its checks. */
function readKey(): string {
  return String(openLibrary().find("resend")?.parameters["dkim_key"]?.example);
}

export interface Use {
  readonly template: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly groups?: readonly string[];
}

export interface Setting {
  readonly domain?: string;
  readonly as?: "mailbox" | "sender" | "gateway";
  /** Further lines of the spec. */
  readonly lines?: readonly string[];
}

/** The spec that uses a template, in the folder of the templates. */
export function load(
  { template, ...use }: Use,
  { domain = "example.com", as = "mailbox", lines = [] }: Setting = {},
): Loaded {
  const written = JSON.stringify({ template: `${template}.json`, ...use });
  const text = [
    `${as === "sender" ? "senders" : as}: ${as === "sender" ? `[${written}]` : written}`,
    `domain: ${domain}`,
    "zone: example.com",
    "dns: cloudflare",
    "mode: mail",
    ...lines,
  ];
  return loadText(`${FOLDER}/f.yaml`, `${text.join("\n")}\n`);
}

const OURS = /^(?:template-|preset-|spec-|yaml-|rr-syntax|name-|cname-(?:apex|exclusive))/;

/** `FILE:LINE:COLUMN SEVERITY CODE` of what is found in templates and in their use. */
export function told({ findings }: Loaded): string[] {
  return findings.flatMap(({ code, severity, place }) =>
    OURS.test(code)
      ? [`${basename(place?.file ?? "")}:${place?.line}:${place?.column} ${severity} ${code}`]
      : [],
  );
}
