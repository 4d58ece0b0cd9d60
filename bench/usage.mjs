/** Preloaded into measured processes: reports on file descriptor 3, when the process ends, what it has used. */
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

process.on("exit", () => {
  // threads preload this too, and each would report for the whole process
  if (!isMainThread) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
});
