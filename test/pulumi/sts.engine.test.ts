/** The life of an MTA-STS policy with the real engine, a domain on each cloud: enforced, ended, and taken away when it may be. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { age } from "./migrate-stack.ts";
import { TestStack } from "./test-stack.ts";
import { answersAsWanted, domainOn, onEach, succeeded } from "./three-clouds.ts";

jest.setTimeout(300_000);

/** `fields` without one is a spec without a policy. */
const specs = (fields?: string) =>
  onEach((cloud, domain) =>
    [
      `domain: ${domain}`,
      `dns: ${cloud}`,
      "mailbox: tencent-exmail",
      ...(fields === undefined ? [] : [`mtaSts: {host: static, server: web.example.net, ${fields}}`]),
      "",
    ].join("\n"),
  );

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
});
afterAll(() => stack.remove());

/** `code message` of the guards' findings about the policies. */
const refusals = (text: string): string[] =>
  [...text.matchAll(/_mta-sts\.(\S+) loses its MTA-STS record, (?:so|but) (\w+)/g)].map(
    ([, domain, word]) => `${domain} ${word}`,
  );

test("a policy is published, and cannot simply go", async () => {
  stack.write(specs("mode: enforce"));
  succeeded(await stack.up());
  for (const cloud of clouds) await answersAsWanted(stack, cloud);
  stack.write(specs());
  const { code, text } = await stack.preview();
  expect(code).not.toBe(0);
  expect(new Set(refusals(text))).toEqual(new Set(clouds.map((cloud) => `${domainOn(cloud)} senders`)));
  expect(text).toContain("set mode: none under mtaSts and apply it");
});

test("it ends with one of mode none, whose record has to stay as long as senders keep the one before", async () => {
  stack.write(specs("mode: none, maxAge: 1"));
  succeeded(await stack.up());
  for (const cloud of clouds) await answersAsWanted(stack, cloud);
  stack.write(specs());
  const { code, text } = await stack.preview();
  expect(code).not.toBe(0);
  expect(new Set(refusals(text))).toEqual(new Set(clouds.map((cloud) => `${domainOn(cloud)} until`)));
});

test("then it goes", async () => {
  await age(stack, 604_801);
  succeeded(await stack.up());
  for (const cloud of clouds) await answersAsWanted(stack, cloud);
  expect((await stack.preview()).text).not.toContain("plan-tls-gone");
});
