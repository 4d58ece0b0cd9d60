/** The real engine, the real program, the stand-in clouds: a stack's life, and every change of kind at a name in ONE up. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { allClouds, TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const KEY =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";

/** One domain with an owner for every kind of change; `first` and `second` are applied in turn, then `first` again. */
const first = (cloud: string): string => `
domain: example.com
dns: ${cloud}
ttl: 600
mailbox: huawei-enterprise-mail
dkim: [{selector: s1, key: ${KEY}}, {selector: s2, cname: s2.dkim.example.net}]
records:
  - {name: flip, type: CNAME, value: host.example.net}
  - {name: many, type: A, value: 192.0.2.1}
  - {name: many, type: AAAA, value: "2001:db8::1"}
  - {name: many, type: TXT, value: "a text"}
  - {name: two, type: A, values: [192.0.2.1, 192.0.2.2]}
  - {name: beside, type: A, value: 192.0.2.1}
  - {name: beside, type: AAAA, value: "2001:db8::1"}
  - {name: beside, type: TXT, value: "a text"}
`;

const second = (cloud: string): string => `
domain: example.com
dns: ${cloud}
ttl: 600
mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25, ipv6: "2001:db8::25"}}
dkim: [{selector: s1, cname: s1.dkim.example.net}, {selector: s2, key: ${KEY}}]
records:
  - {name: flip, type: A, value: 192.0.2.1}
  - {name: flip, type: AAAA, value: "2001:db8::1"}
  - {name: many, type: CNAME, value: host.example.net}
  - {name: two, type: A, value: 192.0.2.2}
  - {name: beside, type: AAAA, value: "2001:db8::1"}
  - {name: beside, type: TXT, value: "a text"}
`;

describe.each(allClouds)("a stack on %s", (cloud) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
  });
  afterAll(() => stack.remove());

  const settled = async (): Promise<void> => {
    expect(await stack.unanswered()).toEqual([]);
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(
      await stack.pulumi("refresh", "--preview-only", "--expect-no-changes", "--stack", "test"),
    ).toMatchObject({
      code: 0,
    });
  };

  test("up publishes every record, then preview and refresh find nothing to do", async () => {
    stack.write({ "example.com.yaml": first(cloud) });
    expect(await stack.up()).toMatchObject({ code: 0, text: expect.stringContaining("records on") });
    await settled();
  });

  test("CNAME -> A+AAAA, A+AAAA+TXT -> CNAME, DKIM TXT <-> CNAME, first of two addresses gone, A dropped, another mail provider: one up", async () => {
    stack.write({ "example.com.yaml": second(cloud) });
    await stack.confirmAll();
    const preview = await stack.preview();
    expect(preview.text).toContain("plan-replace");
    expect(await stack.up()).toMatchObject({ code: 0 });
    await settled();
  });

  test("and all the way back: one up", async () => {
    stack.write({ "example.com.yaml": first(cloud) });
    await stack.confirmAll();
    expect(await stack.up()).toMatchObject({ code: 0 });
    await settled();
  });

  test.each([
    ["data -> CNAME", second, "CNAME"],
    ["CNAME -> data", first, "AAAA"],
  ])("a create refused in the middle of a flip, %s: the next up ends as wanted", async (_, spec, type) => {
    stack.write({ "example.com.yaml": spec(cloud) });
    await stack.confirmAll();
    stack.spoil({ cloud, mode: "refuse", name: "many.example.com", type });
    expect(await stack.up()).toMatchObject({ code: 1 });
    // what is left may be another change
    await stack.confirmAll();
    expect(await stack.up()).toMatchObject({ code: 0 });
    await settled();
  });

  test("destroy leaves nothing", async () => {
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(stack.stored()).toBe(0);
  });
});
