/** `mailzone check`: checks specs, or explains one check with `--explain CODE`. */
import { open } from "./open.ts";

interface Options {
  readonly format: string;
  readonly explain?: string;
}

export async function check(paths: readonly string[], { format, explain }: Options): Promise<void> {
  if (explain !== undefined) return (await import("./explain.ts")).explain(explain);
  const specs = open(paths);
  // other threads read a large fleet's files while the checks are loaded here
  (await import("./report.ts")).printReport(specs, format);
}
