/** Signed zones of Cloudflare, which has keys of its own (@pulumi/cloudflare 6.22.1; docs/facts/cloudflare.md, DNSSEC). */
import { signerOf } from "../signer.ts";
import type { ZoneSigning } from "../zone-signing.ts";

export const signing: ZoneSigning = {
  parts: [
    {
      token: "cloudflare:index/zoneDnssec:ZoneDnssec",
      zoneArgument: "zoneId",
      keyArguments: [],
      on: { status: "active" },
      off: { status: "disabled" },
      again: "the next pulumi up switches it on, which changes nothing where it is on",
    },
  ],
  signerOutputs: ["keyTag", "algorithm", "digestType", "digest", "flags", "publicKey"],
  signer: ({ keyTag, algorithm, digestType, digest, flags, publicKey }) =>
    signerOf({ keyTag, algorithm, digestType, digest, flags, publicKey }),
  // "pending" until the registrar has the DS record: it is signed all the same
  isSigned: ({ status }) => status === "active" || status === "pending",
};
