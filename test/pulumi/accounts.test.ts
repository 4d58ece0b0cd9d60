/** What an account's config has to say before a run: the id where zones are created, the key that signs them, and that it is there at all. */
import { afterEach, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import {
  missingAccountIds,
  signingKeyOf,
  unknownAccounts,
  unusableSigningKeys,
} from "../../src/pulumi/accounts.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";
import type { StackConfig } from "../../src/spec/stack-config.ts";

const VARIABLE = "CLOUDFLARE_ACCOUNT_ID";
const before = process.env[VARIABLE];
afterEach(() => {
  if (before === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = before;
});

const zonesOf = (dns: string) =>
  loadText("a.yaml", `domain: example.com\ndns: ${dns}\nmode: parked\n`, { stack: "test" }).zones;

const config = (cloud: CloudId, account: string, given: Record<string, unknown>): StackConfig =>
  ({
    accounts: { route53: {}, cloudflare: {}, alidns: {}, [cloud]: { [account]: given } },
  }) as unknown as StackConfig;

const NONE = config("route53", "default", {});
const ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
const SIGNED = "{cloud: route53, create: true, dnssec: true}";

test.each<[string, string, StackConfig, RegExp | undefined]>([
  ["the key of the account", SIGNED, config("route53", "default", { kmsKey: ARN }), undefined],
  [
    "no key",
    SIGNED,
    NONE,
    /accounts\.route53\.default\.kmsKey in the stack's config is missing, so example\.com cannot/,
  ],
  [
    "a key of another region",
    SIGNED,
    config("route53", "default", { kmsKey: ARN.replace("us-east-1", "eu-west-1") }),
    /kmsKey in the stack's config is not the ARN of a KMS key in us-east-1/,
  ],
  ["a key that is no text", SIGNED, config("route53", "default", { kmsKey: 7 }), /is not the ARN/],
  [
    "another account's key",
    "{cloud: route53, account: eu, create: true, dnssec: true}",
    config("route53", "default", { kmsKey: ARN }),
    /accounts\.route53\.eu\.kmsKey in the stack's config is missing/,
  ],
  ["no key, where the cloud has its own", "{cloud: cloudflare, create: true, dnssec: true}", NONE, undefined],
  ["no key, where nothing is to be signed", "{cloud: route53, create: true, dnssec: false}", NONE, undefined],
])("to sign a zone: %s", (_, dns, given, wanted) => {
  const found = unusableSigningKeys(zonesOf(dns), given);
  expect(found.map(({ code, severity }) => [code, severity])).toEqual(
    wanted === undefined ? [] : [["dns-signing-key", "error"]],
  );
  if (wanted !== undefined) expect(found[0]?.message).toMatch(wanted);
});

test("the key is a text of the account's, or none", () => {
  const keys = [{ kmsKey: ARN }, { kmsKey: 7 }, {}].map((given) =>
    zonesOf(SIGNED).map((zone) => signingKeyOf(zone, config("route53", "default", given))),
  );
  expect(keys).toEqual([[ARN], [undefined], [undefined]]);
});

test("to create a zone on Cloudflare: the id of the account, from the config or the environment", () => {
  delete process.env[VARIABLE];
  const zones = zonesOf("{cloud: cloudflare, create: true}");
  const found = missingAccountIds(zones, NONE);
  expect(found.map(({ code, domain }) => [code, domain])).toEqual([["dns-account-id", "example.com"]]);
  expect(found[0]?.help).toContain("accounts.cloudflare.default.accountId");
  expect(missingAccountIds(zones, config("cloudflare", "default", { accountId: "1" }))).toEqual([]);
  process.env[VARIABLE] = "1";
  expect(missingAccountIds(zones, NONE)).toEqual([]);
  for (const dns of ["cloudflare", "{cloud: route53, create: true}"])
    expect(missingAccountIds(zonesOf(dns), NONE)).toEqual([]);
});

test("an account that a spec names is one of the config's", () => {
  const zones = zonesOf("{cloud: alidns, account: shop}");
  const [found] = unknownAccounts(zones, config("alidns", "other", {}));
  expect(found).toMatchObject({
    code: "dns-account",
    severity: "error",
    message: expect.stringContaining("no alidns account shop"),
    place: { line: 2 },
  });
  expect(unknownAccounts(zones, config("alidns", "shop", {}))).toEqual([]);
  expect(unknownAccounts(zonesOf("alidns"), NONE)).toEqual([]);
});
