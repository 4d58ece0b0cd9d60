/** Runs a command of the engine that reports what it does as events, a line of JSON each: `preview --json`, `up --json`. */
import { join } from "node:path";
import type { Finding, ToldFinding } from "../finding.ts";
import { printablePluginError } from "../words/plugin-error.ts";
import { type EngineOptions, runEngine } from "./engine.ts";
import { protectedFinding } from "./protected.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";
import { toldFindings } from "./told-findings.ts";

/** A resource as the state or the program has it. */
export interface ResourceState {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parent?: string;
}

/** One thing that the engine does, in the order of the events. */
export interface Step {
  /** `create`, `update`, `delete`, `same`, `replace`, `create-replacement`, `delete-replaced`, `import`, ... */
  readonly op: string;
  readonly urn: string;
  /** Pulumi token. */
  readonly type: string;
  readonly old?: ResourceState | null;
  readonly new?: ResourceState | null;
}

export interface EngineEvents {
  /** What the program found (nothing if it is not mailzone's), and what is protected. */
  readonly findings: readonly ToldFinding[];
  /** Why the engine stopped, in its own words; undefined if it finished. */
  readonly failure: string | undefined;
}

interface Told {
  /** The engine begins with a resource. */
  readonly began?: (step: Step) => void;
  /** It is done with one. */
  readonly ended?: (step: Step) => void;
}

/** `words` begin with the command; `--json` is among them. @throws EngineRefused when there is no engine */
export async function engineEvents(
  words: readonly string[],
  { began = () => {}, ended = () => {} }: Told,
  options: EngineOptions = {},
): Promise<EngineEvents> {
  const errors: string[] = [];
  const findings: Finding[] = [];
  return await inTemporaryFolder("events", async (folder) => {
    // the program writes what it finds here
    const findingsFile = join(folder, "findings.jsonl");
    const run = await runEngine(words, {
      ...options,
      env: {
        ...options.env,
        // without it, preview --json omits what is deleted because something else is replaced (CLI 3.250.0, measured 2026-11-22)
        PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true",
        MAILZONE_FINDINGS: findingsFile,
      },
      keep: "stderr",
      onLine(line, from) {
        const event = from === "stdout" ? parseEvent(line) : undefined;
        if (event?.resourcePreEvent !== undefined) began(event.resourcePreEvent.metadata);
        if (event?.resOutputsEvent !== undefined) ended(event.resOutputsEvent.metadata);
        const said = event?.diagnosticEvent;
        if (said?.severity !== "error") return;
        const finding = protectedFinding(said.message, said.urn);
        if (finding === undefined) errors.push(said.message.trim());
        else findings.push(finding);
      },
    });
    const said = printablePluginError([...errors, run.stderr.trim()].filter(Boolean).join("\n"));
    const failure = run.code === 0 ? undefined : said;
    return {
      findings: [...(toldFindings(findingsFile) ?? []), ...findings],
      failure: failure === "" ? `pulumi ${words[0]} exited with code ${run.code}` : failure,
    };
  });
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: Step };
  readonly resOutputsEvent?: { readonly metadata: Step };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string; readonly urn?: string };
}

function parseEvent(line: string): EngineEvent | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as EngineEvent;
  } catch {
    return undefined;
  }
}
