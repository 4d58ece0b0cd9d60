/** The store loses nothing, with several processes at once, after kill -9, and when a write fails. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Store } from "../../sandbox/store.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = temporaryHome();
const writer = join(import.meta.dirname, "store-writer.ts");

function write(prefix: string, count: number, until: (printed: string[]) => boolean = () => false) {
  const child = spawn(process.execPath, [writer, home, prefix, String(count)]);
  let out = "";
  let err = "";
  child.stderr.on("data", (bytes) => {
    err += bytes;
  });
  child.stdout.on("data", (bytes) => {
    out += bytes;
    if (until(out.split("\n"))) child.kill("SIGKILL");
  });
  return new Promise<{ ids: string[]; err: string; signal: string | null }>((done) =>
    child.on("close", (_, signal) => done({ ids: out.split("\n").slice(0, -1), err, signal })),
  );
}

function stored(prefix: string): string[] {
  const store = new Store(home);
  const ids = store.records("cloudflare", "z").map(({ id }) => id);
  store.close();
  return ids.filter((id) => id.startsWith(prefix));
}

describe("the store", () => {
  test("several processes open a new store at once and lose nothing, without a warning on stderr", async () => {
    const writers = await Promise.all(["a", "b", "c", "d", "e", "f"].map((prefix) => write(prefix, 50)));
    expect(writers.map(({ err }) => err).join("")).toBe("");
    expect(stored("").length).toBe(300);
  }, 60_000);

  test("what was committed survives kill -9", async () => {
    const { ids, signal } = await write("k", 1_000_000, (printed) => printed.length > 200);
    expect(signal).toBe("SIGKILL");
    expect(ids.length).toBeGreaterThanOrEqual(200);
    expect(stored("k")).toEqual(expect.arrayContaining(ids));
  }, 60_000);

  test("a throw undoes a whole write", () => {
    const store = new Store(home);
    const attempt = () =>
      store.write(() => {
        store.addRecord({ cloud: "alidns", id: "1", zone: "z", owner: "x", type: "A", body: {} });
        throw new Error("no");
      });
    expect(attempt).toThrow("no");
    expect(store.record("alidns", "1")).toBeUndefined();
    store.close();
  });
});
