/** `mailzone sts export`: the MTA-STS policies of specs, as files for a web server. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../tools/write-file.mjs";
import { sound } from "../pipeline.ts";
import { stsHostOf } from "../preset/own-sts-policy.ts";
import { CADDYFILE, CADDYFILE_HEAD, POLICIES, POLICY_PATH } from "../report/caddyfile.ts";
import { firstOf, listed } from "../words/list.ts";
import { ownCommand } from "../words/own-command.ts";
import { counted, visible } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";
import { CannotRun, load, printFindingsAside, printResult } from "./output.ts";
import { readNamed } from "./read-named.ts";
import { hint, hintNext, type Shown } from "./shown.ts";
import { specPaths } from "./stack/spec-paths.ts";
import { writeNamed, writing } from "./writing.ts";

interface Options extends Pick<Shown, "quiet"> {
  readonly only: readonly string[];
}

/** Hosts that a hint names. */
const MOST = 4;

/** @throws CannotRun when the paths or the folder cannot be used */
export function stsExport(folder: string, paths: readonly string[], { only, ...shown }: Options): void {
  if (folder === "") throw new CannotRun("the folder is empty: name one, such as sts");
  const loaded = load(specPaths(paths, undefined), only);
  const usable = sound(loaded);
  if (usable.errors !== undefined) {
    printFindingsAside(usable.errors);
    process.stderr.write("Nothing was written: a policy may depend on what these errors are about.\n");
    process.exitCode = 1;
    return;
  }
  const policies = new Map(
    usable.domains.flatMap(({ spec, stsPolicy }) =>
      stsPolicy === undefined ? [] : [[withoutDot(stsHostOf(spec.domain)), stsPolicy.text] as const],
    ),
  );
  if (policies.size === 0) {
    throw new CannotRun(
      "no spec has a policy: add mtaSts: {mode: testing, host: static, server: NAME OF THE WEB SERVER}",
    );
  }
  const caddyfile = join(folder, "Caddyfile");
  makeNamed(join(folder, POLICIES));
  if (readdirSync(folder).includes("Caddyfile") && !isOwn(caddyfile)) {
    throw new CannotRun(
      `${visible(caddyfile)} was not made by mailzone sts export, so it is not replaced: name another folder`,
    );
  }
  for (const [host, text] of policies) {
    const file = join(folder, POLICIES, host, POLICY_PATH);
    makeNamed(join(file, ".."));
    writeNamed(file, text, "replace");
  }
  writeNamed(caddyfile, CADDYFILE, "replace");
  const left = readdirSync(join(folder, POLICIES))
    .filter((name) => !policies.has(name))
    .sort();
  if (left.length > 0 && only.length === 0 && paths.length === 0) {
    hint(
      `${visible(join(folder, POLICIES))} also has ${visible(listed(firstOf(left, MOST)))}, which no spec has a policy for: delete it when senders have forgotten the policy`,
      shown,
    );
  }
  printResult(`wrote ${counted(policies.size, "policy file")} and a Caddyfile to ${visible(folder)}`);
  hintNext(ownCommand("verify"), shown);
}

/** @throws CannotRun */
const makeNamed = (folder: string): void => writing(folder, () => makeFolder(folder));

/** More than a Caddyfile of any fleet has. */
const MOST_OCTETS = 1024 * 1024;

function isOwn(path: string): boolean {
  return Buffer.from(readNamed(path, MOST_OCTETS)).toString("utf8").startsWith(CADDYFILE_HEAD);
}
