/** The grammar of a record in a spec. */
import { z } from "zod";
import { RECORD_TYPES } from "../zone/rdata.ts";

const text = z.string().min(1);

export const ttl = z.int().meta({ description: "Seconds", examples: [3600] });
const recordHead = {
  name: z
    .string()
    .optional()
    .meta({
      description: "Owner, relative to the mail domain; @ is the domain itself",
      examples: ["www", "@", "_imaps._tcp"],
    }),
  ttl: ttl.optional(),
};
const host = (description: string) =>
  text.meta({
    description: `${description}; relative to the mail domain if it has no dot`,
    examples: ["mail", "mx1.example.net"],
  });
const TYPE = "The record's type";
const anyType = z.enum(RECORD_TYPES).describe(TYPE);
const presentation = text.meta({
  description: "The data as in a zone file; TXT takes the plain text, unquoted",
  examples: ["192.0.2.1", "10 mx1.example.net", '0 issue "ca.example.net"', "site-verification=abc"],
});

/** A record in presentation form, or with its fields spelled out. */
export const record = z.union([
  z.strictObject({ ...recordHead, type: anyType, value: presentation }),
  z.strictObject({
    ...recordHead,
    type: anyType,
    values: z
      .array(text)
      .min(1)
      .meta({
        description: "Several values of one name and type, each as in a zone file",
        examples: [["192.0.2.80", "192.0.2.81"]],
      }),
  }),
  z.strictObject({
    ...recordHead,
    type: z.literal("MX").describe(TYPE),
    preference: z.int().describe("The lowest is tried first"),
    exchange: host("The host that receives the mail"),
  }),
  z.strictObject({
    ...recordHead,
    type: z.literal("SRV").describe(TYPE),
    priority: z.int().describe("The lowest is tried first"),
    weight: z.int().describe("Share among targets of the same priority"),
    port: z.int().describe("The port on which the service answers"),
    target: host("The host of the service"),
  }),
  z.strictObject({
    ...recordHead,
    type: z.literal("CAA").describe(TYPE),
    flags: z.int().describe("0, or 128: a CA that does not know the tag must not issue"),
    tag: text.meta({
      description: "The property that the value is for",
      examples: ["issue", "issuewild", "issuemail", "iodef"],
    }),
    value: text.meta({
      description: 'The CA, or ";" for none; with iodef, where violations are reported',
      examples: ["ca.example.net", "mailto:ca@example.com"],
    }),
  }),
  z.strictObject({
    ...recordHead,
    type: z.enum(["CNAME", "NS", "PTR"]).describe(TYPE),
    target: host("The name that the record points to"),
  }),
  z.strictObject({
    ...recordHead,
    type: z.literal("TLSA").describe(TYPE),
    usage: z
      .int()
      .describe(
        "What the certificate is: 3 the host's own, 2 its CA (RFC 7672 defines only these two for mail)",
      ),
    selector: z.int().describe("0 the whole certificate, 1 its public key"),
    matching: z.int().describe("0 the data itself, 1 its SHA-256, 2 its SHA-512"),
    certificate: text.describe("Hexadecimal: the certificate or key, or its digest"),
  }),
  z.strictObject({
    ...recordHead,
    type: z.enum(["A", "AAAA"]).describe(TYPE),
    address: text.meta({ description: "The address", examples: ["192.0.2.1", "2001:db8::1"] }),
  }),
  z.strictObject({
    ...recordHead,
    type: z.literal("TXT").describe(TYPE),
    text: text.describe("The plain text: unquoted, of any length, never rewritten"),
  }),
]);
export type RecordInput = z.infer<typeof record>;
