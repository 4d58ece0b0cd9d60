/** The arguments of what serves a text on Cloudflare; names and arguments are public API. */
import { expect, test } from "@jest/globals";
import { worker } from "../../../src/cloud/cloudflare/worker.ts";

const served = (host: string) => ({ host: `${host}.`, path: "/.well-known/mta-sts.txt", text: "a\n" });
const nameOf = (host: string): string => String(worker.scriptArgs(served(host))["scriptName"]);

test("a script, and the hostname that leads to it; the ids of account and zone are filled in later", () => {
  const { content, ...script } = worker.scriptArgs(served("mta-sts.example.com"));
  expect(script).toEqual({
    accountId: null,
    scriptName: "mta-sts-example-com-fb733002",
    mainModule: "worker.js",
    compatibilityDate: "2026-11-01",
  });
  expect(content).toContain("export default {");
  expect(worker.hostnameArgs(served("mta-sts.example.com"), { name: "example.com.", id: null })).toEqual({
    accountId: null,
    zoneId: null,
    hostname: "mta-sts.example.com",
    service: "mta-sts-example-com-fb733002",
  });
});

test.each([
  ["of names that look alike", "mta-sts.a-b.example", "mta-sts.a.b.example"],
  [
    "of long names with one beginning",
    `mta-sts.${"a".repeat(60)}.example`,
    `mta-sts.${"a".repeat(60)}.example.net`,
  ],
])("scripts %s have different names, of at most 63 letters, digits and hyphens", (_, one, other) => {
  expect(nameOf(one)).not.toBe(nameOf(other));
  for (const host of [one, other]) expect(nameOf(host)).toMatch(/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/);
});
