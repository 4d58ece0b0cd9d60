/** The grammar of `mtaSts`: an MTA-STS policy (RFC 8461 §3.2) and who serves it. */
import { z } from "zod";

const names = z.array(z.string().min(1)).min(1);

/** Who serves the policy at `https://mta-sts.DOMAIN/.well-known/mta-sts.txt`. */
export const STS_HOSTS = ["static", "cloudflare-worker", "external"] as const;
export type StsHost = (typeof STS_HOSTS)[number];

export const mtaSts = z
  .strictObject({
    mode: z
      .enum(["testing", "enforce", "none"])
      .describe(
        "testing: senders report what would fail; enforce: they deliver only to hosts of the policy over TLS with a valid certificate; none: it ends, and stays published until senders have forgotten the earlier policy",
      ),
    maxAge: z
      .int()
      .min(0)
      .optional()
      .meta({
        description:
          "How long senders keep the policy, in seconds, at most 31557600; default 604800, in mode none 86400 (max_age)",
        examples: [1_209_600],
      }),
    mx: z
      .union([z.literal("auto"), names])
      .optional()
      .meta({
        description:
          "auto: the MX hosts that the spec publishes, in a migration those of both providers (the default); or host names and *. patterns",
        examples: ["auto", ["*.mail.example.net"]],
      }),
    host: z
      .enum(STS_HOSTS)
      .describe(
        "Who serves the policy: static, a web server with what `mailzone sts export` writes; cloudflare-worker, a Worker of the zone's account, which the stack publishes; external, something else that manages the name mta-sts too",
      ),
    server: z
      .union([z.string().min(1), names])
      .optional()
      .meta({
        description:
          "With host: static, the web server: its name, for a CNAME at mta-sts, or its addresses; default: records has them",
        examples: ["web.example.net", ["192.0.2.80", "2001:db8::80"]],
      }),
  })
  .describe("The domain's MTA-STS policy (RFC 8461): its TXT at _mta-sts, with an id made from the policy");
export type MtaStsInput = z.infer<typeof mtaSts>;
