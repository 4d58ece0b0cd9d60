import { ED25519_KEY, RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends } from "../check-case.ts";

const dkim = (key: string): string => sends(`dkim: [{selector: s1, key: ${JSON.stringify(key)}}]`);
const selector = (text: string): string =>
  sends("records:", `  - {name: s1._domainkey, type: TXT, value: ${JSON.stringify(text)}}`);

export const cases: readonly CheckCase[] = [
  {
    check: "dkim-p",
    title: "refuses what is not base64, and a key that was cut off",
    specs: sends(
      `dkim: [{selector: s1, key: "!!not base64!!"}, {selector: s2, key: ${RSA_KEY.slice(0, 200)}}]`,
    ),
    finds: ["error 4:29", "error 4:67"],
    mended: dkim(RSA_KEY),
  },
  {
    check: "dkim-p",
    title: "refuses a whole record and a line break, and leaves files to dkim-private-key",
    specs: sends(
      "dkim:",
      '  - {selector: s1, key: "-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----"}',
      '  - {selector: s2, key: "-----BEGIN PRIVATE KEY-----\\nMIIB"}',
      `  - {selector: s3, key: "v=DKIM1; k=rsa; p=${RSA_KEY}"}`,
      `  - {selector: s4, key: "${RSA_KEY.slice(0, 64)}\\n${RSA_KEY.slice(64)}"}`,
    ),
    finds: ["error 7:26", "error 8:90"],
  },
  {
    check: "dkim-p",
    title: "refuses a record without p= and a key of another type",
    specs: sends(
      "records:",
      "  - {name: a._domainkey, type: TXT, value: v=DKIM1; k=rsa}",
      `  - {name: b._domainkey, type: TXT, value: "k=rsa; p=${ED25519_KEY}"}`,
      `  - {name: c._domainkey, type: TXT, value: "k=ed25519; p=${RSA_KEY}"}`,
      `  - {name: d._domainkey, type: TXT, value: "p=; p=${RSA_KEY}"}`,
    ),
    finds: ["error 5:5", "error 6:54"],
  },
  {
    check: "dkim-p",
    title: "warns of white space",
    specs: selector(`v=DKIM1; p=${RSA_KEY.slice(0, 100)} ${RSA_KEY.slice(100)}`),
    finds: ["warning 5:157"],
    mended: selector(`v=DKIM1; p=${RSA_KEY}`),
  },
  {
    check: "dkim-p",
    title: "takes RSA and Ed25519 keys, a revoked key and other tags",
    specs: sends(
      `dkim: [{selector: s1, key: ${RSA_KEY}}, {selector: s2, key: ${ED25519_KEY}}]`,
      "records:",
      "  - {name: s3._domainkey, type: TXT, value: v=DKIM1; p=}",
      `  - {name: s4._domainkey, type: TXT, value: "v=DKIM1; h=sha256; t=s; n=x; p=${RSA_KEY};"}`,
      "  - {name: _domainkey, type: TXT, value: o=~}",
    ),
    finds: [],
  },
];
