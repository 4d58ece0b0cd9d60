/** What `pulumi preview` of a stack reports, from the engine's own events, including deletions of replaced dependents. */
import { join } from "node:path";
import type { Finding } from "../finding.ts";
import { counted } from "../words/text.ts";
import { type EngineOptions, runEngine } from "./engine.ts";
import { protectedFinding } from "./protected.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";
import { toldFindings } from "./told-findings.ts";

/** A resource as the state or the program has it. */
export interface ResourceState {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parent?: string;
}

/** One thing that the engine would do, in the order of the events. */
export interface Step {
  /** `create`, `update`, `delete`, `same`, `replace`, `create-replacement`, `delete-replaced`, `import`, ... */
  readonly op: string;
  readonly urn: string;
  /** Pulumi token. */
  readonly type: string;
  readonly old?: ResourceState | null;
  readonly new?: ResourceState | null;
}

export interface Preview {
  readonly steps: readonly Step[];
  /** What the program found (nothing if it is not mailzone's), and what is protected. */
  readonly findings: readonly Finding[];
  /** Why the engine stopped, in its own words; undefined if it finished. */
  readonly failure: string | undefined;
}

/** How often progress is reported, in milliseconds. */
const PROGRESS = 10_000;

/**
 * Runs the preview in the project of the working directory.
 * @throws EngineRefused when there is no engine
 */
export async function previewStack(
  stack: string,
  progress: (line: string) => void,
  options: EngineOptions = {},
): Promise<Preview> {
  const steps: Step[] = [];
  const ticks = setInterval(
    () => progress(`pulumi preview of ${stack}: ${counted(steps.length, "resource")} so far`),
    PROGRESS,
  );
  try {
    return await inTemporaryFolder("plan", (folder) =>
      preview(stack, steps, join(folder, "findings.jsonl"), options),
    );
  } finally {
    clearInterval(ticks);
  }
}

/** Adds each step as it arrives; the program writes its findings to the file. */
async function preview(
  stack: string,
  steps: Step[],
  findingsFile: string,
  options: EngineOptions,
): Promise<Preview> {
  const errors: string[] = [];
  const findings: Finding[] = [];
  const run = await runEngine(["preview", "--json", "--stack", stack], {
    ...options,
    env: {
      ...options.env,
      // without it, --json omits what is deleted because something else is replaced (CLI 3.250.0, measured 2026-11-22)
      PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true",
      MAILZONE_FINDINGS: findingsFile,
    },
    onLine(line, from) {
      const event = from === "stdout" ? parseEvent(line) : undefined;
      const step = event?.resourcePreEvent?.metadata;
      if (step !== undefined) steps.push(step);
      const said = event?.diagnosticEvent;
      if (said?.severity !== "error") return;
      const finding = protectedFinding(said.message, said.urn);
      if (finding === undefined) errors.push(said.message.trim());
      else findings.push(finding);
    },
  });
  const failure = run.code === 0 ? undefined : [...errors, run.stderr.trim()].filter(Boolean).join("\n");
  return {
    steps,
    findings: [...toldFindings(findingsFile), ...findings],
    failure: failure === "" ? `pulumi preview exited with code ${run.code}` : failure,
  };
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: Step };
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
