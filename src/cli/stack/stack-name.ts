/** Names of stacks on the command line. They become words of commands and parts of paths. */
import { CannotRun } from "../print.ts";

/** What is wrong with the name of a stack's folder; undefined for nothing. */
export const stackProblem = (text: string): string | undefined =>
  /^\w[\w.-]*$/.test(text)
    ? undefined
    : "a stack name may contain only letters, digits, hyphens, dots and underscores";

/** The stack as it was given, perhaps with its organization and project: `org/project/name`. @throws CannotRun */
export function usableStack(given: string): string {
  const parts = given.split("/");
  const problem =
    parts.length > 3
      ? "a stack is NAME, ORG/NAME or ORG/PROJECT/NAME"
      : parts.map(stackProblem).find(Boolean);
  if (problem === undefined) return given;
  throw new CannotRun(`${JSON.stringify(given)} is not a stack: ${problem}`);
}
