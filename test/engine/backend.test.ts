/** What two machines compare to know that they keep their states in the same place: no credentials, and no name of a person. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { backendMark } from "../../src/engine/backend.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-backend-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An engine that is logged in there; with undefined to nothing. */
function loggedIn(url: string | undefined): Promise<string | undefined> {
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    const said = url === undefined ? "exit 255" : `echo '${JSON.stringify({ url })}'`;
    writeFileSync(join(folder, file), `#!/bin/sh\n${said}\n`);
    chmodSync(join(folder, file), 0o755);
  }
  return backendMark({ cwd: "/srv", env: { MAILZONE_ENGINE_BIN: folder } });
}

test.each([
  ["postgres://ann:s3cret@db.example/pulumi?sslmode=disable", "postgres://db.example/pulumi"],
  ["postgres://bob@db.example/pulumi?table=mail&password=x", "postgres://db.example/pulumi?table=mail"],
  ["s3://states?region=eu-central-1&profile=ann", "s3://states"],
  ["s3://states?endpoint=http://s3.example:9000", "s3://states?endpoint=http://s3.example:9000"],
  ["s3://states/mail", "s3://states/mail"],
  ["https://app.pulumi.com/ann", "https://app.pulumi.com"],
  ["file://./state", "file:///srv/state"],
  [undefined, undefined],
])("%s", async (url, mark) => {
  expect(await loggedIn(url)).toBe(mark);
});
