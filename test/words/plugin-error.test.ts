/** What plugins say of failures is shown without colour codes and without credentials. */
import { describe, expect, test } from "@jest/globals";
import { EngineRefused } from "../../src/engine/refused.ts";
import { printablePluginError } from "../../src/words/plugin-error.ts";

describe("the error of a plugin (docs/facts/alidns.md, provider)", () => {
  test.each([
    [
      "colour codes go",
      "\x1b[31m[ERROR]\x1b[0m Throttling.User \x1b]8;;https://example.com\x07",
      "[ERROR] Throttling.User ",
    ],
    [
      "the key and the signature of a signed URL go, the rest stays",
      'Get "http://127.0.0.1:1/?AccessKeyId=LTAI5t&Action=AddDomainRecord&Signature=a%2Bb%3D&SignatureNonce=1": dial tcp',
      'Get "http://127.0.0.1:1/?AccessKeyId=...&Action=AddDomainRecord&Signature=...&SignatureNonce=...": dial tcp',
    ],
    [
      "as do those of AWS",
      "https://x/?X-Amz-Credential=AKIA%2F1&X-Amz-Signature=00ff X-Amz-Date=1",
      "https://x/?X-Amz-Credential=...&X-Amz-Signature=... X-Amz-Date=1",
    ],
    [
      "the user and the password of an address go, as the engine names a database",
      "unable to open bucket postgres://me:pa%2Fss@db:5432/pulumi?sslmode=disable: failed; write to me@example.com",
      "unable to open bucket postgres://...@db:5432/pulumi?sslmode=disable: failed; write to me@example.com",
    ],
    ["plain text stays", "DomainRecordDuplicate: Signature of 2", "DomainRecordDuplicate: Signature of 2"],
  ])("%s", (_, said, shown) => {
    expect(printablePluginError(said)).toBe(shown);
    expect(new EngineRefused(said).message).toBe(shown);
  });
});
