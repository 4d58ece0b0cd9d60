/**
 * `npm run fuzz`: the property tests of user input with 17 times as many cases as in CI, more than 100,000, and 50
 * random kills of `pulumi up`, of `npm start`, of `fleet up` and of `fleet reshard`.
 */
import { become } from "./child.mjs";
import { root } from "./project.mjs";

process.env["MAILZONE_FUZZ"] ??= "17";
process.env["MAILZONE_KILLS"] ??= "50";
process.exitCode = await become(
  process.execPath,
  [
    "tools/test.mjs",
    ...["test/spec/arbitrary", "test/pulumi/recover-kills", "test/tools/start-killed"],
    ...["test/pulumi/fleet-kills", "test/pulumi/reshard"],
  ],
  { cwd: root },
);
