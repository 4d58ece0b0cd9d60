/** `mailzone sts export`: the MTA-STS policies of specs, as files for a web server. */
import { join } from "node:path";
import { shellCommand } from "../../tools/shell-word.mjs";
import { STS_PATH, stsHostOf } from "../preset/own-sts-policy.ts";
import { HOSTS } from "../report/caddyfile.ts";
import { firstOf, listed } from "../words/list.ts";
import { ownCommand } from "../words/own-command.ts";
import { counted, visible } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";
import { CannotRun, printResult } from "./output.ts";
import { hint, hintNext } from "./shown.ts";
import { type ExportOptions, exportable, leftHosts, writeHosts } from "./web-export.ts";

/** Hosts that a hint names. */
const MOST = 4;

/** @throws CannotRun when the paths or the folder cannot be used */
export function stsExport(folder: string, paths: readonly string[], { only, ...shown }: ExportOptions): void {
  const specs = exportable(paths, only);
  if (specs === undefined) return;
  const files = new Map(
    specs.domains.flatMap(({ spec, stsPolicy }) =>
      stsPolicy === undefined || stsPolicy.host === "cloudflare-worker"
        ? []
        : [[`${withoutDot(stsHostOf(spec.domain))}${STS_PATH}`, stsPolicy.text] as const],
    ),
  );
  if (files.size === 0) {
    throw new CannotRun(
      specs.domains.some(({ stsPolicy }) => stsPolicy !== undefined)
        ? "no spec has a policy for a web server: Workers serve them, and pulumi up publishes these"
        : "no spec has a policy: add mtaSts: {mode: testing, host: static, server: NAME OF THE WEB SERVER}",
    );
  }
  writeHosts(folder, files);
  const left = only.length === 0 && paths.length === 0 ? leftHosts(folder, files, ["mta-sts"]) : [];
  if (left.length > 0) {
    hint(
      `${visible(join(folder, HOSTS))} also has ${visible(listed(firstOf(left, MOST)))}, which no spec has a policy for: delete it when senders have forgotten the policy`,
      shown,
    );
  }
  printResult(`wrote ${counted(files.size, "policy file")} and a Caddyfile to ${visible(folder)}`);
  hintNext(ownCommand(shellCommand(["verify", ...paths])), shown);
}
