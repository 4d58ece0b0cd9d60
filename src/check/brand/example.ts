/** Specs with BIMI for the explanations of checks. */
import { EXAMPLE_DKIM, example } from "../example.ts";

const VALID = "v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem";

/** A domain with a BIMI record, valid unless it says otherwise. */
export function bimiExample({ policy = "reject", text = VALID }: { policy?: string; text?: string }): string {
  return example(
    "mailbox: tencent-exmail",
    EXAMPLE_DKIM,
    `dmarc: {policy: ${policy}, rua: ['mailto:dmarc@example.com']}`,
    "records:",
    `  - {name: default._bimi, type: TXT, value: '${text}'}`,
  );
}
