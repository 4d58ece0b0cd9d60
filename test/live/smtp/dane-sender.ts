/** A sender with DANE (RFC 7672), by openssl, which has nothing in common with mailzone. */
import { spawn } from "node:child_process";
import type { StandIn } from "./stand-ins.ts";

/** Whether it would deliver to a server of the host, by these TLSA records as DNS answers them. @throws when another reason stops it */
export async function delivers(
  { address, port }: Pick<StandIn, "address" | "port">,
  host: string,
  records: readonly string[],
): Promise<boolean> {
  const to = ["-connect", `${address}:${port}`, "-starttls", "smtp", "-dane_tlsa_domain", host];
  // a server's own key is believed whatever names its certificate has (RFC 7672 §3.1.1)
  const how = ["-dane_ee_no_namechecks", "-verify_return_error", "-brief"];
  const pinned = records.flatMap((record) => ["-dane_tlsa_rrdata", record]);
  const client = spawn("openssl", ["s_client", ...to, ...pinned, ...how]);
  let said = "";
  for (const stream of [client.stdout, client.stderr]) stream.on("data", (text) => (said += text));
  client.stdin.end("QUIT\r\n");
  await new Promise((resolve) => client.once("close", resolve));
  // both words, so that a connection that failed for another reason is neither
  if (said.includes("Verification: OK") && said.includes("DANE TLSA")) return true;
  if (/No matching DANE TLSA records/i.test(said)) return false;
  throw new Error(said);
}
