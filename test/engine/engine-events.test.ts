/** What the engine reports while it works, with a stand-in for the executable that prints such lines. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { engineEvents } from "../../src/engine/engine-events.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-events-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints these lines on standard output and on standard error, and ends with a code. */
function engine(name: string, lines: readonly (string | object)[], { code = 0, aside = "", more = "" } = {}) {
  const bin = join(folder, name);
  mkdirSync(bin);
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  writeFileSync(join(bin, "lines"), text.map((line) => `${line}\n`).join(""));
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    const script = `cat "${join(bin, "lines")}"\n${more}\nprintf '%s' '${aside}' >&2\nexit ${code}\n`;
    writeFileSync(join(bin, file), `#!/bin/sh\n${script}`);
    chmodSync(join(bin, file), 0o755);
  }
  return { env: { MAILZONE_ENGINE_BIN: bin } };
}

const URN = "urn:pulumi:prod::mailzone::aws:route53/record:Record::example.com/@/MX";
const step = (op: string) => ({ op, urn: URN, type: "aws:route53/record:Record" });
const diagnostic = (severity: string, message: string, urn?: string) => ({
  diagnosticEvent: { severity, message, ...(urn !== undefined && { urn }) },
});
const run = (options: ReturnType<typeof engine>) => engineEvents(["up", "--json"], {}, options);

test("each resource is told when it begins and when it is done; what is no event is passed over", async () => {
  const told: string[] = [];
  const options = engine("steps", [
    "Previewing update (prod)",
    "{ no JSON",
    { resourcePreEvent: { metadata: step("create") } },
    { resOutputsEvent: { metadata: step("create") } },
    { somethingElse: {} },
    diagnostic("warning", "careful"),
  ]);
  const events = await engineEvents(
    ["up", "--json"],
    { began: ({ op }) => told.push(`began ${op}`), ended: ({ op }) => told.push(`ended ${op}`) },
    options,
  );
  expect(events).toEqual({ findings: [], failure: undefined });
  expect(told).toEqual(["began create", "ended create"]);
  // nobody has to listen
  expect(await run(options)).toEqual(events);
});

test("a failure is the errors in the engine's words, and what it says aside", async () => {
  const options = engine(
    "fails",
    [
      diagnostic("error", "  no credentials\n"),
      diagnostic("error", "rate exceeded"),
      diagnostic("info", "x"),
    ],
    { code: 255, aside: "error: update failed" },
  );
  expect(await run(options)).toEqual({
    findings: [],
    failure: "no credentials\nrate exceeded\nerror: update failed",
  });
});

test("an event on standard error is no event", async () => {
  const aside = JSON.stringify(diagnostic("error", "not to be read"));
  expect(await run(engine("aside", [], { code: 1, aside }))).toEqual({ findings: [], failure: aside });
});

test("an engine that says nothing of its failure has its code", async () => {
  expect((await run(engine("mute", [], { code: 3 }))).failure).toBe("pulumi up exited with code 3");
});

test("a protected resource is a finding and no failure of the engine's, after what the program found", async () => {
  const found = { code: "mx-present", severity: "warning", message: "no MX" };
  const options = engine(
    "protected",
    [diagnostic("error", "resource cannot be deleted\nbecause it is protected", URN)],
    {
      code: 255,
      aside: "error: update failed",
      more: `printf '%s\\n' '${JSON.stringify(found)}' > "$MAILZONE_FINDINGS"`,
    },
  );
  expect(await run(options)).toEqual({
    findings: [
      found,
      expect.objectContaining({
        ...{ code: "plan-protected", severity: "error" },
        message: expect.stringContaining("example.com/@/MX would be deleted, but it is protected"),
      }),
    ],
    failure: "error: update failed",
  });
});
