/** Preloaded into what is measured: tells the process's peak memory, in KiB, on file descriptor 3 when it ends. */
import { writeSync } from "node:fs";

process.on("exit", () => writeSync(3, `${process.resourceUsage().maxRSS}\n`));
