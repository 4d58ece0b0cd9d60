/** Specs with MTA-STS, TLS-RPT and DANE for the explanations of checks. */
import { example } from "../example.ts";

/** A domain with an MTA-STS record, and more lines of its spec. */
export const stsExample = (text: string, ...more: readonly string[]): string =>
  example(
    "mailbox: tencent-exmail",
    "external: [mta-sts]",
    "records:",
    `  - {name: _mta-sts, type: TXT, value: ${text}}`,
    ...more,
  );

/** A domain with MTA-STS whose reports go to an address. */
export const rptExample = (rua: string): string =>
  stsExample("v=STSv1; id=1", `  - {name: _smtp._tls, type: TXT, value: 'v=TLSRPTv1; rua=${rua}'}`);

/** TLSA data with a made-up hash. */
export const EXAMPLE_TLSA = `3 1 1 ${"0a1b2c3d".repeat(8)}`;

/** A domain that runs its own mail host, with TLSA records of these values. */
export const tlsaExample = (...values: readonly string[]): string =>
  example(
    "spf: {mx: true}",
    "records:",
    "  - {type: MX, value: 10 mx}",
    "  - {name: mx, type: A, value: 192.0.2.25}",
    values.length === 1
      ? `  - {name: _25._tcp.mx, type: TLSA, value: ${values.join()}}`
      : `  - {name: _25._tcp.mx, type: TLSA, values: [${values.join(", ")}]}`,
  );
