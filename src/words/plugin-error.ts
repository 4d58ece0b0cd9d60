/** What a provider plugin, or the engine, says of a failure, made fit to be shown. */
import { stripVTControlCharacters } from "node:util";

/** Parameters of a signed request's URL: of Alibaba Cloud, and of AWS. */
const SIGNED: ReadonlySet<string> = new Set([
  "AccessKeyId",
  "SecurityToken",
  "Signature",
  "SignatureNonce",
  "X-Amz-Credential",
  "X-Amz-Security-Token",
  "X-Amz-Signature",
]);

/**
 * Without colour codes and without the access key and signature of a request: alicloud's plugin prints the codes even if
 * NO_COLOR is set, and the whole URL if there is no connection (docs/facts/alidns.md, provider). Without the user and password of a
 * URL, since the engine names the whole address of a database that it cannot open (pkg/v3 v3.250.0, backend/diy/backend.go).
 */
export const printablePluginError = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[^&?\s"']+/g, (part) => {
      const [name = "", value] = part.split("=", 2);
      return value !== undefined && SIGNED.has(name) ? `${name}=...` : part;
    })
    .replace(/:\/\/[^\s/?#]*@/g, "://...@");
