import { dkimPrivateKey } from "../../../src/check/dkim/dkim-private-key.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimPrivateKey, ["error 4:29"]),
  {
    check: "dkim-private-key",
    title: "sees private keys in DER and PEM, at whatever name, and certificate requests",
    specs: texts(
      ["a._domainkey", "v=DKIM1; p=MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"],
      ["b", "-----BEGIN PRIVATE KEY-----MC4CAQAw"],
      ["c._domainkey", "v=DKIM1; p=-----BEGIN CERTIFICATE REQUEST-----"],
    ),
    finds: ["error 5:58", "error 6:36", "error 7:58"],
  },
];
