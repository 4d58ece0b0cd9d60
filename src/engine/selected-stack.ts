/** The stack that `pulumi` commands without `--stack` work on. */
import { type EngineOptions, runEngine } from "./engine.ts";
import { backendReason } from "./engine-reasons.ts";
import { EngineRefused } from "./refused.ts";

/** Its name. @throws EngineRefused when none is selected */
export async function selectedStack(options: EngineOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runEngine(["stack", "--show-name"], options);
  const name = stdout.trim();
  if (code === 0 && name !== "") return name;
  throw new EngineRefused(
    backendReason(stderr) ??
      "no stack is selected, and its config has the account to read: name it with --stack STACK, or make one with pulumi stack init STACK",
  );
}
