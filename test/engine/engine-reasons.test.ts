/** What commands say where the engine does not find a stack, its backend or its secrets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { knownReason } from "../../src/engine/engine-reasons.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-reasons-"));
const before = { cwd: process.cwd(), sandbox: process.env["MAILZONE_SANDBOX"] };
beforeAll(() => {
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\n");
  writeFileSync(join(folder, "stacks/Pulumi.try.yaml"), 'config: {acme:sandbox: "true"}\n');
  writeFileSync(join(folder, "stacks/Pulumi.prod.yaml"), "config: {}\n");
  process.chdir(folder);
  delete process.env["MAILZONE_SANDBOX"];
});
afterAll(() => {
  process.chdir(before.cwd);
  if (before.sandbox !== undefined) process.env["MAILZONE_SANDBOX"] = before.sandbox;
  rmSync(folder, { recursive: true, force: true });
});

const SANDBOX_ENV = /^stack (?:acme\/)?try is a sandbox stack, .* run eval "\$\(\S+ sandbox env\)" first$/;

describe.each([
  [
    "no backend",
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
    /pulumi login/,
  ],
  ["a backend without the stack", "error: no stack named 'x' found", /does not exist here/],
  ["another passphrase", "error: incorrect passphrase", /PULUMI_CONFIG_PASSPHRASE/],
])("with %s", (_, output, usual) => {
  test("a sandbox stack needs the sandbox's shell", () => {
    expect(knownReason("try", output)).toMatch(SANDBOX_ENV);
    expect(knownReason("acme/try", output)).toMatch(SANDBOX_ENV);
  });

  test("any other stack, and one in that shell, needs what is missing", () => {
    expect(knownReason("prod", output)).toMatch(usual);
    process.env["MAILZONE_SANDBOX"] = folder;
    expect(knownReason("try", output)).toMatch(usual);
    delete process.env["MAILZONE_SANDBOX"];
  });
});

/** As engine 3.250.0 says it, 2026-12-01. */
test.each([
  [
    "a database that cannot be reached, without the password",
    "error: unable to open bucket postgres://me:secret@db:1/pulumi: failed to ping PostgreSQL: dial tcp 127.0.0.1:1: connect: connection refused",
    "the PostgreSQL database that keeps the states cannot be used: dial tcp 127.0.0.1:1: connect: connection refused; PULUMI_BACKEND_URL, or else pulumi login, says which one",
  ],
  [
    "one in which the role may not create",
    "error: unable to open bucket postgres://me@db/pulumi: failed to create table pulumi_state: pq: permission denied for schema public at position 1:28 (42501)",
    "the PostgreSQL database that keeps the states cannot be used: table pulumi_state: pq: permission denied for schema public at position 1:28 (42501); the engine needs the right to create tables in the schema, even once its table is there",
  ],
  [
    "a bucket that does not exist",
    "error: error listing stacks: could not list bucket: blob (code=NotFound): operation error S3: ListObjectsV2, https response error StatusCode: 404, RequestID: 1, HostID: 2, NoSuchBucket: The specified bucket does not exist",
    "the bucket that keeps the states does not exist, and the engine creates none; PULUMI_BACKEND_URL, or else pulumi login, says which one",
  ],
  [
    "credentials that are wrong",
    'error: read ".pulumi/meta.yaml": blob (key ".pulumi/meta.yaml") (code=Unknown): operation error S3: GetObject, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error SignatureDoesNotMatch: The request signature we calculated does not match',
    "the bucket that keeps the states cannot be read: api error SignatureDoesNotMatch: The request signature we calculated does not match; PULUMI_BACKEND_URL, or else pulumi login, says which one",
  ],
  [
    "an error of the bucket of another kind",
    'error: read ".pulumi/meta.yaml": blob (code=Unknown): something else',
    "the bucket that keeps the states cannot be read: blob (code=Unknown): something else; PULUMI_BACKEND_URL, or else pulumi login, says which one",
  ],
  [
    "a service of keys that cannot be reached",
    'error: getting stack configuration: get stack secrets manager: secrets (code=Unknown): Put "http://vault/v1/transit/decrypt/k": dial tcp: no such host',
    'the service that keeps the key of the stack\'s secrets cannot be used: Put "http://vault/v1/transit/decrypt/k": dial tcp: no such host',
  ],
  [
    "a lock, with its holder",
    "error: the stack is currently locked by 1 lock(s).\n  s3://b/l.json: created by ann@build7 (pid 7) at 2026-11-22T02:07:59Z",
    expect.stringMatching(
      /^stack prod is locked by ann on build7, process 7, since 2026-11-22T02:07:59Z: wait for it to finish or, if it has died, run .*recover prod, with --unlock if it was on another machine$/,
    ),
  ],
])("%s", (_, output, reason) => {
  expect(knownReason("prod", output)).toEqual(reason);
});

test("what has nothing to do with the shell is told as it is", () => {
  expect(knownReason("try", "error: the stack is currently locked by 1 lock(s)")).toMatch(
    /locked by another run/,
  );
  expect(knownReason("try", "error: something else")).toBeUndefined();
});
