/** What comes next in a migration. */
import { isDue, type PublishedPhase } from "../../inventory/published-phase.ts";
import type { Phase } from "../../spec/schema.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownTime } from "../../words/time.ts";
import type { ServerMail, Whose } from "./mail-at.ts";

/** What is known of a domain's migration. */
export interface Progress {
  /** In the spec. */
  readonly phase: Phase;
  /** In the state; `none` if it knows of no phase, `unknown` if it could not be read. */
  readonly published: PublishedPhase | "none" | "unknown";
  /** What the servers answer; empty if they were not asked. */
  readonly servers: readonly ServerMail[];
  readonly now: Date;
  /** The command that applies the spec. */
  readonly apply: string;
}

const AFTER = { prepare: "switch", switch: "finish" } as const;

export interface Step {
  /** One sentence in the imperative, without a full stop. */
  readonly step: string;
  /** The command in it, if it can be run now. */
  readonly command?: string;
}

export function nextStep(progress: Progress): Step {
  const { phase, published, servers, now, apply } = progress;
  if (published === "unknown") return { step: withoutState(phase) };
  if (published === "none") {
    return phase === "prepare"
      ? { step: `apply phase prepare: ${apply}`, command: apply }
      : { step: `set phase: prepare and apply it first: ${apply}` };
  }
  if (published.phase !== phase) return pending(progress, published);
  const odd = servers.filter(({ mail }) => !EXPECTED[phase].includes(mail)).length;
  if (odd > 0) {
    const command = ownCommand("verify");
    return {
      step: `run ${command}: ${odd} of ${servers.length} servers do not answer what phase ${phase} publishes`,
      command,
    };
  }
  if (phase === "finish") return { step: "delete migrate from the spec" };
  const { notBefore } = published;
  const set = `set phase: ${AFTER[phase]}`;
  return {
    step:
      notBefore === undefined || isDue(published, now)
        ? set
        : `wait until ${shownTime(notBefore)}, then ${set}`,
  };
}

/** Whose MX the servers have in each phase. */
const EXPECTED: Readonly<Record<Phase, readonly Whose[]>> = {
  prepare: ["old", "same"],
  switch: ["new", "same"],
  finish: ["new", "same"],
};

function withoutState(phase: Phase): string {
  switch (phase) {
    case "prepare":
      return "apply phase prepare, wait for the TTL that its records had before, then set phase: switch";
    case "switch":
      return "apply phase switch, wait 5 days, then set phase: finish";
    case "finish":
      return "apply phase finish, then delete migrate from the spec";
  }
}

/** The spec is in another phase than the one that is published. */
function pending({ phase, now, apply }: Progress, published: PublishedPhase): Step {
  const isNext = published.phase !== "finish" && AFTER[published.phase] === phase;
  if (!isNext && phase === "finish") return { step: `set phase: switch and apply it first: ${apply}` };
  const applies = `apply phase ${phase}: ${apply}`;
  const { notBefore } = published;
  return !isNext || notBefore === undefined || isDue(published, now)
    ? { step: applies, command: apply }
    : { step: `wait until ${shownTime(notBefore)}, then ${applies}` };
}
