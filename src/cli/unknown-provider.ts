/** What is said of a name that is no provider's, or that of several. */
import type { CatalogueEntry } from "../preset/catalogue.ts";
import type { Library } from "../preset/library.ts";
import { oneOf } from "../words/list.ts";
import { ownCommand } from "../words/own-command.ts";

export function unknownProvider(text: string, library: Library): string {
  const meant = library.meant(text);
  return `unknown provider ${JSON.stringify(text)}${meant === undefined ? `; \`${ownCommand("providers")}\` lists them` : `; did you mean ${meant}?`}`;
}

export const ambiguousProvider = (text: string, called: readonly CatalogueEntry[]): string =>
  `${JSON.stringify(text)} may be ${oneOf(called.map(({ id }) => id))}: write the one that is meant`;
