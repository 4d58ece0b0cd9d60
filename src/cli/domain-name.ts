/** A domain name that is named on the command line. */
import { absolute, type Name, ownerFault, withoutDot } from "../zone/name.ts";
import { CannotRun } from "./print.ts";

/** @throws CannotRun */
export function domainName(text: string): Name {
  const name = absolute(text.trim());
  const fault = ownerFault(name);
  if (fault !== undefined || !withoutDot(name).includes(".")) {
    throw new CannotRun(
      `${JSON.stringify(text)} is neither a file nor a domain name${fault === undefined ? "" : `: ${fault.problem}`}`,
    );
  }
  return name;
}
