/** Specs for the explanations of checks. */

/** A spec for example.com on Cloudflare; a line that begins with `dns:` puts it elsewhere. */
export function example(...lines: readonly string[]): string {
  const dns = lines.some((line) => line.startsWith("dns:")) ? [] : ["dns: cloudflare"];
  return ["domain: example.com", ...dns, ...lines, ""].join("\n");
}

/** Such a spec for a domain that only sends, with TXT records: owner and text in turn. */
export function textExample(...ownersAndTexts: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i < ownersAndTexts.length; i += 2) {
    lines.push(
      `  - {name: "${ownersAndTexts[i]}", type: TXT, value: ${JSON.stringify(ownersAndTexts[i + 1])}}`,
    );
  }
  return example("mode: send-only", "records:", ...lines);
}

/** An RSA key of 2048 bits that signs nothing. It was created for examples. */
export const EXAMPLE_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmjVScPCvS8i1fPIWssAe0YsfKk+SUIE5/EC4KmA2n7lo1Wmio6B8ta8fSw77QlUGtjmpxrwoZR/yARtGeyjKwwjxUFfdfLMv5TZaZTwGGfTLPzYuOYPAVVjBpvRs32PQ5aqLFqaRdRsMxUCoOZzEABjFE0IupjJPP5asNRfoZ1dTYrFuNlxkpU3+sxO/YDhLnC+og2/X2nmnAfrsN1n+hqr+3tkZezBb29DPK3IK8C8aCE+laEw9FXnpAvb3DoJyCqVmcrC5yR+guTo7y/5Zobmrhrdb9kfg2PMiKrp7PB2JszJQ+bh7HCLN3zvkzqJLkbhA/a/sFRGcyWQrxivurwIDAQAB";

/** The line of a spec with that key. */
export const EXAMPLE_DKIM = `dkim: [{selector: s1, key: "${EXAMPLE_KEY}"}]`;
