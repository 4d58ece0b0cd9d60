/** What is known of a network before it is asked much. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { reach } from "../../../src/live/dns/reachable.ts";
import { AA, type Asked, type OddServer, RA, respond, startOddServer } from "./odd-server.ts";

let odd: OddServer | undefined;
afterEach(async () => {
  await odd?.close();
  odd = undefined;
});

const NXDOMAIN = 3;
const REFUSED = 5;

describe("a network", () => {
  test.each<[string, (asked: Asked) => readonly Buffer[], "authoritative" | "recursive", string]>([
    ["with root servers", (asked) => [respond(asked, [], { flags: AA })], "authoritative", "reached"],
    [
      "with a server that has only some zones",
      (asked) => [respond(asked, [], { flags: 0, rcode: REFUSED })],
      "authoritative",
      "reached",
    ],
    [
      "in which a resolver answers for everybody",
      (asked) => [respond(asked, [], { flags: RA, rcode: NXDOMAIN })],
      "authoritative",
      "intercepted",
    ],
    ["with a resolver", (asked) => [respond(asked, [], { flags: RA })], "recursive", "reached"],
  ])("%s", async (_, reply, of, expected) => {
    odd = await startOddServer(reply);
    expect(await reach([{ address: "127.0.0.1", port: 1 }, odd.server], of)).toBe(expected);
  });

  test("in which nobody answers", async () => {
    expect(await reach([{ address: "127.0.0.1", port: 1 }], "authoritative")).toBe("silent");
  });
});
