/** The grammar of `bimi`: the domain's logo (draft-brand-indicators-for-message-identification-14 §4.3). */
import { z } from "zod";

export const bimi = z
  .strictObject({
    logo: z
      .string()
      .regex(/\S/, "write an https URL, such as https://www.example.com/logo.svg")
      .meta({
        description: "The https URL of the logo, an SVG file of the profile Tiny Portable/Secure (l)",
        examples: ["https://www.example.com/logo.svg"],
      }),
    certificate: z
      .string()
      .regex(/\S/, "write an https URL, such as https://www.example.com/mark.pem")
      .optional()
      .meta({
        description:
          "The https URL of the logo's mark certificate (VMC or CMC), a PEM file with the certificates of its issuers; without it Gmail and Apple show no logo (a)",
        examples: ["https://www.example.com/mark.pem"],
      }),
  })
  .describe("The logo that receivers show beside the domain's mail: its TXT at default._bimi");
