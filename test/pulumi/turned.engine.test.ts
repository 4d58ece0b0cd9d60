/**
 * Where a cloud changes a record's type in one call, a name whose only record becomes another keeps answering: one update and
 * no deletion in the cloud's log (docs/facts/route53.md, resource; docs/facts/alidns.md, provider).
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { crash, faultsWaiting, withStore } from "./recover-crash.ts";
import { makeStack, recovers, settled, spec, succeeded, ZONE } from "./recover-stack.ts";
import { allClouds, type TestStack } from "./test-stack.ts";

jest.setTimeout(600_000);

const CNAME = "{name: flip, type: CNAME, value: host.example.net}";
const A = "{name: flip, type: A, value: 192.0.2.1}";
const AAAA = "{name: flip, type: AAAA, value: '2001:db8::1'}";
const TXT = "{name: flip, type: TXT, value: a text}";

const CHANGES: ReadonlySet<string> = new Set(["create", "update", "delete"]);

describe.each(allClouds)("on %s", (cloud) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await makeStack(cloud);
  });
  afterAll(() => stack.remove());

  const want = (...records: string[]): void => stack.write({ "a.yaml": spec(cloud, ...records) });
  /** What an `up` changes at the owner, call by call. */
  const changing = async (...records: string[]): Promise<string[]> => {
    const before = withStore(stack, (store) => store.requests().length);
    want(...records);
    succeeded(await stack.up());
    await settled(stack);
    const calls = withStore(stack, (store) => store.requests().slice(before));
    return calls
      .filter(({ name, action }) => name === `flip.${ZONE}` && CHANGES.has(action))
      .map(({ action }) => action);
  };

  const turns = cloud !== "cloudflare";
  test.each([
    ["nothing -> CNAME", [CNAME], ["create"]],
    ["CNAME -> A", [A], turns ? ["update"] : ["delete", "create"]],
    ["A -> CNAME", [CNAME], turns ? ["update"] : ["delete", "create"]],
    ["CNAME -> TXT", [TXT], turns ? ["update"] : ["delete", "create"]],
    ["TXT -> CNAME", [CNAME], turns ? ["update"] : ["delete", "create"]],
    ["CNAME -> A and AAAA", [A, AAAA], turns ? ["update", "create"] : ["delete", "create", "create"]],
    // two sets cannot become one in a call
    ["A and AAAA -> CNAME", [CNAME], ["delete", "delete", "create"]],
  ] as const)("%s", async (_, records, calls) => {
    expect(await changing(...records)).toEqual(calls);
  });
});

describe.each(["route53", "alidns"] as const)("a change of type on %s", (cloud) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await makeStack(cloud);
  });
  afterAll(() => stack.remove());
  const want = (...records: string[]): void => stack.write({ "a.yaml": spec(cloud, ...records) });

  test("is not announced as a gap", async () => {
    want(CNAME);
    succeeded(await stack.up());
    want(A);
    expect((await stack.preview()).text).not.toContain("plan-replace");
  });

  test.each(["hang-after", "hang"] as const)("is recovered after kill -9: %s", async (mode) => {
    want(CNAME);
    succeeded(await stack.up());
    want(A, AAAA);
    stack.spoil({ cloud, name: `flip.${ZONE}`, mode, action: "update" });
    let since = Number.POSITIVE_INFINITY;
    await crash(stack, () => {
      if (faultsWaiting(stack) === 0) since = Math.min(since, performance.now());
      return performance.now() - since > 1_500;
    });
    await recovers(stack, cloud);
  });

  test("refused by the cloud, it leaves the old record, and the next up ends as wanted", async () => {
    want(CNAME);
    succeeded(await stack.up());
    want(A);
    stack.spoil({ cloud, name: `flip.${ZONE}`, mode: "refuse", action: "update" });
    expect(await stack.up()).toMatchObject({ code: 1 });
    succeeded(await stack.up());
    await settled(stack);
  });
});
