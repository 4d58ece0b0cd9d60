import { sends } from "../check-case.ts";

/** TXT records at `_dmarc` of a domain that only sends, the first at line 5. */
export const dmarc = (...texts: string[]): string =>
  sends("records:", ...texts.map((text) => `  - {name: _dmarc, type: TXT, value: ${JSON.stringify(text)}}`));
