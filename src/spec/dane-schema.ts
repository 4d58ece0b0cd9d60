/** The grammar of `dane`: the certificates that the mail hosts of a domain present, for their TLSA records (RFC 7672). */
import { z } from "zod";
import { since } from "./since-schema.ts";

const file = z
  .string()
  .min(1)
  .meta({
    description:
      "A PEM file of the project with the host's certificate or public key, by its path from the folder of this file",
    examples: ["certificates/mail.pem"],
  });

const published = since(
  "Since when the record is to be published, a day or a time in UTC: from then on status counts the TTLs for which the server waits",
);

const certificate = z.union([
  file,
  z.strictObject({ file, since: published }),
  z.strictObject({
    sha256: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, "write the 64 hexadecimal digits of a SHA-256 digest")
      .meta({
        description:
          "The SHA-256 digest that the record has, in hexadecimal, as `mailzone dane pin` writes it: of the public key with selector 1, of the certificate with selector 0",
        examples: ["0a1b2c3d".repeat(8)],
      }),
    since: published,
  }),
]);

const host = z.strictObject({
  certificates: z
    .array(certificate)
    .min(1)
    .describe(
      "The certificate that the server has, and during a roll-over the next one too; their records are published together",
    ),
  usage: z
    .literal([2, 3])
    .optional()
    .describe(
      "3 (the default): the server's own certificate or key; 2: that of its issuer. Others are undefined for mail (RFC 7672 §3.1.3)",
    ),
  selector: z
    .literal([0, 1])
    .optional()
    .describe(
      "1 (the default): the public key, which may stay when the certificate is renewed; 0: the whole certificate",
    ),
  matching: z
    .literal([0, 1, 2])
    .optional()
    .describe("1 (the default): the SHA-256 digest; 2: SHA-512; 0: the data itself"),
});
export type DaneHostInput = z.infer<typeof host>;

export const dane = z
  .strictObject({
    hosts: z.record(z.string().min(1), host).meta({
      description: "The mail hosts, by their names as an MX has them",
      examples: [{ mail: { certificates: ["certificates/mail.pem"] } }],
    }),
  })
  .describe("DANE for SMTP (RFC 7672): TLSA records at _25._tcp of the domain's own mail hosts");
