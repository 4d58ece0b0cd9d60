import { sends } from "../check-case.ts";

/** A TXT at the apex of a domain that only sends, at line 5. */
export const record = (text: string): string =>
  sends("records:", `  - {type: TXT, value: ${JSON.stringify(text)}}`);
