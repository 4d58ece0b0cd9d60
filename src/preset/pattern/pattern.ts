/** Patterns in presets: regular expressions of JavaScript with the flag u that take linear time. */
import { remembering } from "../../mail/remembering.ts";
import { slowness } from "./linear-time.ts";

/** The whole text has to match. */
export const wholeOf = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, "u");

/** A part of the text has to match. */
export const anywhereOf = (pattern: string): RegExp => new RegExp(pattern, "u");

/** Long patterns are refused, so that no pattern takes long to judge. */
const MOST_CHARACTERS = 500;

export interface PatternFault {
  /** The end of a sentence. */
  readonly problem: string;
  readonly help: string;
}

/** What is wrong with a pattern that `wholeOf` takes; undefined if nothing is. */
export const wholeFault = (pattern: string): PatternFault | undefined => wholeFaults(pattern)[0];

/** Likewise for `anywhereOf`. */
export const anywhereFault = (pattern: string): PatternFault | undefined => anywhereFaults(pattern)[0];

const wholeFaults = remembering((pattern) => faultsOf(pattern, "whole"));
const anywhereFaults = remembering((pattern) => faultsOf(pattern, "anywhere"));

function faultsOf(pattern: string, place: "whole" | "anywhere"): readonly PatternFault[] {
  if (pattern.length > MOST_CHARACTERS) {
    return [{ problem: `it has more than ${MOST_CHARACTERS} characters`, help: "write a shorter pattern" }];
  }
  try {
    // compiled to see whether it is valid, and not run
    anywhereOf(pattern);
  } catch {
    return [
      {
        problem: "it is not a JavaScript regular expression with the flag u",
        help: "fix it; - needs no backslash outside brackets",
      },
    ];
  }
  const problem = slowness(pattern, place);
  return problem === undefined
    ? []
    : [{ problem, help: "write a simpler pattern, in which no two repetitions in a row fit the same text" }];
}
