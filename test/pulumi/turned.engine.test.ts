/**
 * Where a cloud changes a record's type in one call, a name whose only record becomes another keeps answering: one update and
 * no deletion in the cloud's log (docs/facts/route53.md, resource; docs/facts/alidns.md, provider).
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { crash, faultsWaiting } from "./recover-crash.ts";
import { makeStack, recovers, settled, spec } from "./recover-stack.ts";
import { allClouds, type TestStack } from "./test-stack.ts";
import { domainOn, succeeded } from "./three-clouds.ts";

jest.setTimeout(600_000);

const CNAME = "{name: flip, type: CNAME, value: host.example.net}";
const A = "{name: flip, type: A, value: 192.0.2.1}";
const AAAA = "{name: flip, type: AAAA, value: '2001:db8::1'}";
const TXT = "{name: flip, type: TXT, value: a text}";

const CHANGES: ReadonlySet<string> = new Set(["create", "update", "delete"]);

/** The same records on each of the clouds. */
const specs = (clouds: readonly Cloud[], ...records: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(clouds.map((cloud) => [`${cloud}.yaml`, spec(cloud, ...records)]));

const flipOn = (cloud: Cloud): string => `flip.${domainOn(cloud)}`;

describe("a domain on each cloud", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await makeStack(...allClouds);
  });
  afterAll(() => stack.remove());

  /** `[what, records, calls, calls where a cloud does not change a type]` */
  const changes: readonly [string, readonly string[], readonly string[], readonly string[]][] = [
    ["nothing -> CNAME", [CNAME], ["create"], ["create"]],
    ["CNAME -> A", [A], ["update"], ["delete", "create"]],
    ["A -> CNAME", [CNAME], ["update"], ["delete", "create"]],
    ["CNAME -> TXT", [TXT], ["update"], ["delete", "create"]],
    ["TXT -> CNAME", [CNAME], ["update"], ["delete", "create"]],
    ["CNAME -> A and AAAA", [A, AAAA], ["update", "create"], ["delete", "create", "create"]],
    // two sets cannot become one in a call
    ["A and AAAA -> CNAME", [CNAME], ["delete", "delete", "create"], ["delete", "delete", "create"]],
  ];
  describe.each(changes)("%s", (_, records, turned, replaced) => {
    let before: number;
    beforeAll(async () => {
      before = stack.withStore((store) => store.requests().length);
      stack.write(specs(allClouds, ...records));
      succeeded(await stack.up());
      await settled(stack);
    });

    test.each(allClouds)("on %s", (cloud) => {
      const calls = stack.withStore((store) => store.requests().slice(before));
      const changed = calls.filter(({ name, action }) => name === flipOn(cloud) && CHANGES.has(action));
      expect(changed.map(({ action }) => action)).toEqual(cloud === "cloudflare" ? replaced : turned);
    });
  });
});

describe("a change of type", () => {
  const clouds = ["route53", "alidns"] as const;
  let stack: TestStack;
  beforeAll(async () => {
    stack = await makeStack(...clouds);
  });
  afterAll(() => stack.remove());

  let wanted: Readonly<Record<string, string>>;
  /** One cloud at a time is to change something, so that what it does is not cut short by the other. */
  const want = (cloud: Cloud, ...records: string[]): void => {
    wanted = { ...wanted, [`${cloud}.yaml`]: spec(cloud, ...records) };
    stack.write(wanted);
  };
  const begin = async (): Promise<void> => {
    wanted = specs(clouds, CNAME);
    stack.write(wanted);
    succeeded(await stack.up());
  };

  test("is not announced as a gap", async () => {
    await begin();
    stack.write(specs(clouds, A));
    const { text } = succeeded(await stack.preview());
    expect(text).not.toContain("plan-replace");
    for (const cloud of clouds) expect(text).toContain(`${domainOn(cloud)}/flip/`);
  });

  describe.each(["hang-after", "hang"] as const)("is recovered after kill -9: %s", (mode) => {
    beforeAll(begin);

    test.each(clouds)("on %s", async (cloud) => {
      want(cloud, A, AAAA);
      stack.spoil({ cloud, name: flipOn(cloud), mode, action: "update" });
      let since = Number.POSITIVE_INFINITY;
      const ended = await crash(stack, () => {
        if (faultsWaiting(stack) === 0) since = Math.min(since, performance.now());
        return performance.now() - since > 1_500;
      });
      expect(ended).toBeUndefined();
      await recovers(stack);
    });
  });

  describe("refused by the cloud, it leaves the old record, and the next up ends as wanted", () => {
    beforeAll(begin);

    test.each(clouds)("on %s", async (cloud) => {
      want(cloud, A);
      stack.spoil({ cloud, name: flipOn(cloud), mode: "refuse", action: "update" });
      expect(await stack.up()).toMatchObject({ code: 1 });
      succeeded(await stack.up());
      await settled(stack);
    });
  });
});
