/** A day or a time in UTC, since when something in a spec is as the spec says. */
import { z } from "zod";

export const since = (description: string) =>
  z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/,
      "write a day such as 2026-12-01, or a time in UTC such as 2026-12-01T10:20:00Z",
    )
    .refine((written) => !Number.isNaN(Date.parse(written)), "there is no such day or time")
    .optional()
    .meta({ description, examples: ["2026-12-01", "2026-12-01T10:20:00Z"] });
