/** Specs of a domain that moves from one provider to another, for the explanations. */
import { EXAMPLE_KEY, example } from "../example.ts";

/** From Tencent Exmail to Zoho Mail, in a phase. */
export const moving = (phase: string, ...lines: readonly string[]): string =>
  example("mailbox: zoho-mail", `migrate: {from: tencent-exmail, phase: ${phase}}`, ...lines);

/** Another RSA key that signs nothing. */
const OTHER_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAybj9kShND3nuWzAZAFH6kxwR+JENHX5PJnGMUV4vsocSKr1fxd1EEgTkc0Aud8xpPtYyzBjY/tfHgVul1Hh7POyI4/2VkLedm3QpAEhu1o/z7yGDufdRqOAjqgvQ9H/jr7M4Eh6qlJ9vSz5mWrW8BoGcRigGcDDzby6VTt7qxrjoVvEhwdeh1yYArZFWpr6Q4xUoDEuEI9t88yPpoZULiy5nSyC8gzkDTS8f1Qmft9oZNGbP35IlcRVvEmhM0ag3bRDqh4AGDUBbZYAG8gdbcAJumEiGezG4Fv7V3GPWMVAOi6v+s0z+3T7ocUoj/4yz8eskgLPySimA1gKQMb2C8QIDAQAB";

/** From one own server to another, each with its selector. */
export const movingServers = (old: string, fresh: string): string =>
  example(
    `mailbox: {provider: self-hosted, with: {ipv4: 100.20.30.50, mail_label: mx2, dkim_selector: ${fresh}, dkim_public_key: ${OTHER_KEY}}}`,
    "migrate:",
    `  from: {provider: self-hosted, with: {ipv4: 100.20.30.40, mail_label: mx1, dkim_selector: ${old}, dkim_public_key: ${EXAMPLE_KEY}}}`,
    "  phase: prepare",
  );
