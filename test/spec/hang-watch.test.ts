/** The watch kills a process whose case never ends, and leaves all others alone. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";

const WATCH = new URL("hang-watch.ts", import.meta.url);

/** What becomes of a process that watches with this limit and runs this case. */
function watched(limitSeconds: number, work: string) {
  const program = `
    const { watchHangs } = await import(${JSON.stringify(WATCH)});
    const watch = watchHangs(${limitSeconds});
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let i = 0; i < 3; i++) watch.during("the case " + i, () => { ${work} });
    await watch.stop();
  `;
  return spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    timeout: 30_000,
  });
}

describe("the watch over cases", () => {
  test("kills a process whose case never ends, and shows the case", () => {
    const { signal, stderr } = watched(0.5, "while (i === 1);");
    expect(signal).toBe("SIGKILL");
    expect(stderr).toContain(Buffer.from("the case 1").toString("base64"));
  });

  test("leaves cases alone that end, however many they are", () => {
    expect(watched(10, "")).toMatchObject({ status: 0, signal: null, stderr: "" });
  });
});
