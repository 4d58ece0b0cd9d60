/** Name servers of Route 53. */
import type { Servers } from "../servers.ts";

export const servers: Servers = {
  pattern: /^ns-\d+\.awsdns-\d+\.(?:com|net|org|co\.uk)$/,
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resourcedetails-awsroute53.html",
  verified: "2026-11-22",
};
