/** The `MailZone` component in a program of one's own, without an engine. */
import { expect, jest, test } from "@jest/globals";
import sdkLog from "@pulumi/pulumi/log/index.js";
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

test("it shows the warnings of its spec, and no infos", async () => {
  await setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  const warn = jest.spyOn(sdkLog, "warn").mockResolvedValue(undefined);
  const zone = new MailZone("example.com", {
    dns: "route53",
    mailbox: "tencent-exmail",
    dmarc: { policy: "quarantine", rua: ["mailto:dmarc@example.com"] },
    zoneIds: { route53: "Z1" },
  });
  expect(warn.mock.calls.map(([text, resource]) => [/ (\w+ [a-z-]+)\n/.exec(text)?.[1], resource])).toEqual([
    ["warning dmarc-reject-no-dkim", zone],
  ]);
  warn.mockRestore();
});
