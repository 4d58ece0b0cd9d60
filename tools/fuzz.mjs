/** `npm run fuzz`: the property tests of what users may write, with 17 times the cases of CI: more than 100,000. */
import { become } from "./child.mjs";
import { root } from "./project.mjs";

process.env["MAILZONE_FUZZ"] ??= "17";
process.exitCode = await become(process.execPath, ["tools/test.mjs", "test/spec/arbitrary"], { cwd: root });
