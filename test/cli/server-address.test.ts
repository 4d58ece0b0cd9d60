/** Addresses of servers and durations on the command line. */
import { describe, expect, test } from "@jest/globals";
import { readDuration, shownDuration } from "../../src/cli/live/duration.ts";
import { readServer } from "../../src/cli/live/server-address.ts";

describe("a server", () => {
  test.each([
    ["192.0.2.53", { address: "192.0.2.53", port: 53 }],
    ["127.0.0.1:5353", { address: "127.0.0.1", port: 5353 }],
    ["2001:db8::53", { address: "2001:db8::53", port: 53 }],
    ["[2001:db8::53]", { address: "2001:db8::53", port: 53 }],
    ["[::1]:5353", { address: "::1", port: 5353 }],
  ])("%s", (text, server) => {
    expect(readServer(text, "--root")).toEqual(server);
  });

  test.each([
    "",
    "dns.example",
    "192.0.2.300",
    "127.0.0.1:0",
    "127.0.0.1:65536",
    "127.0.0.1:x",
    "[192.0.2.1",
    "::1:x",
  ])("%j is none", (text) => {
    expect(() => readServer(text, "--root")).toThrow(/is not the address of a DNS server for --root/);
  });
});

describe("a duration", () => {
  test.each([
    ["90s", 90, "1 min 30 s"],
    ["10m", 600, "10 min"],
    ["1h30m", 5400, "1 h 30 min"],
    ["2d", 172_800, "48 h"],
    ["0s", 0, "0 s"],
  ])("%s", (text, seconds, shown) => {
    expect(readDuration(text, "--wait")).toBe(seconds);
    expect(shownDuration(seconds)).toBe(shown);
  });

  test.each(["", "10", "soon", "1.5h", "-1m", "1h 30m", "9999999s"])("%j is none", (text) => {
    expect(() => readDuration(text, "--wait")).toThrow(/is no duration for --wait: write 90s/);
  });
});
