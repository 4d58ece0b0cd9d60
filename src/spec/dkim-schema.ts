/** The grammar of the DKIM keys in a spec. */
import { z } from "zod";
import { DKIM_STATES } from "../mail/dkim-state.ts";
import { since } from "./since-schema.ts";

const text = z.string().min(1);

const selector = text.meta({
  description: "The name below _domainkey under which the key is published; signatures name it",
  examples: ["s1"],
});

const key = z.union([
  z.strictObject({
    selector,
    key: text.meta({
      description: "The public key in base64; whether it is RSA or Ed25519 is detected",
      examples: ["MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A..."],
    }),
    state: z
      .enum(DKIM_STATES)
      .optional()
      .describe(
        "next: published, and nothing signs with it yet; active: servers sign with it (the default); retiring: published for mail in transit; revoked: published as no longer valid",
      ),
    since: since(
      "Since when the key is in its state, a day or a time in UTC; of a revoked key, since when nothing signs with it",
    ),
  }),
  z.strictObject({
    selector,
    cname: text.meta({ description: "The name that holds the key", examples: ["s1.dkim.example.net"] }),
  }),
]);

export const dkim = z
  .array(key)
  .describe("Keys that sign the domain's mail, in addition to the presets' own");
