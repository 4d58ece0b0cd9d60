/** Mail signed and verified by mailauth, which has nothing in common with mailzone. */
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";

export interface Signer {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** The texts at a name, each as its strings; rejects with ENOTFOUND for none, as Node's resolver does. */
export type Texts = (name: string) => Promise<readonly (readonly string[])[]>;

const MESSAGE = [
  "From: Shop <shop@{domain}>",
  "To: Customer <customer@example.net>",
  "Subject: Your order",
  "Date: Tue, 01 Dec 2026 10:20:00 +0000",
  "Message-ID: <1@{domain}>",
  "",
  "It is on its way.",
  "",
].join("\r\n");

/** A message as it leaves the server. */
export async function signedMessage({ domain, selector, privateKey }: Signer): Promise<string> {
  const message = MESSAGE.replaceAll("{domain}", domain);
  const key = { signingDomain: domain, selector, privateKey };
  const { signatures, errors } = await dkimSign(message, {
    ...key,
    canonicalization: "relaxed/relaxed",
    // mailauth 4.13.3 takes the time twice without it, and signs another t= than it writes where a second begins between
    signTime: new Date(),
    signatureData: [key],
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return signatures + message;
}

/** What a receiver finds: `pass`, `fail`, `neutral`, `temperror` or `permerror`. */
export async function verifiedAs(message: string, texts: Texts): Promise<string> {
  const { results } = await dkimVerify(message, {
    resolver: async (name: string, type: string) => {
      if (type !== "TXT") throw Object.assign(new Error(type), { code: "ENOTFOUND" });
      return (await texts(name)).map((strings) => [...strings]);
    },
  });
  return results.map(({ status }) => status.result).join(" ");
}
