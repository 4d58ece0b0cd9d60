/** The `MailZone` component in a program of one's own, without an engine. */
import { expect, test } from "@jest/globals";
import { setMocks } from "@pulumi/pulumi/runtime/mocks.js";
import { MailZone } from "../../src/pulumi/mail-zone.ts";

test("it creates no zone, and says how the program makes one", async () => {
  const made: string[] = [];
  await setMocks({
    newResource({ type, name, inputs }) {
      made.push(type);
      return { id: name, state: inputs };
    },
    call: () => ({}),
  });
  expect(
    () => new MailZone("example.com", { dns: { cloud: "route53", create: true }, mode: "parked" }),
  ).toThrow(/error dns-create\n.*cannot create the zone example\.com[\s\S]*zoneIds: \{ route53: zone\.id \}/);
  expect(made.filter((type) => !type.startsWith("mailzone:"))).toEqual([]);
  new MailZone("example.com", { dns: "route53", mode: "parked", zoneIds: { route53: "Z1" } });
});
