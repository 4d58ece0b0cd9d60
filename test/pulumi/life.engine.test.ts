/** The real engine, the real program, the stand-in clouds: a stack's life, and every change of kind at a name in ONE up. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { allClouds, changeIds, type Run, TestStack } from "./test-stack.ts";
import { answersAsWanted, domainOn, onEach, refreshedIsSame, succeeded } from "./three-clouds.ts";

jest.setTimeout(600_000);

const KEY =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";

/** One domain with an owner for every kind of change; `first` and `second` are applied in turn, then `first` again. */
const first = (cloud: string, domain: string): string => `
domain: ${domain}
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

const second = (cloud: string, domain: string): string => `
domain: ${domain}
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

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
});
afterAll(() => stack.remove());

const nothingIsLeft = async (): Promise<void> => {
  succeeded(await stack.preview("--expect-no-changes"));
  await refreshedIsSame(stack);
};

describe("the first up", () => {
  let up: Run;
  beforeAll(async () => {
    stack.write(onEach(first));
    up = succeeded(await stack.up());
  });

  test.each(allClouds)("publishes every record on %s", async (cloud) => {
    expect(up.text).toContain(`records on ${cloud}`);
    await answersAsWanted(stack, cloud);
  });

  test("then preview and refresh find nothing to do", nothingIsLeft);
});

/** What had to be confirmed for changes of kind, there and back. */
const confirmed: string[] = [];

describe.each([
  [
    "CNAME -> A+AAAA, A+AAAA+TXT -> CNAME, DKIM TXT <-> CNAME, first of two addresses gone, A dropped, another mail provider",
    second,
  ],
  ["and all the way back", first],
] as const)("%s", (_, spec) => {
  beforeAll(() => {
    stack.write(onEach(spec));
    // so that nothing passes that is confirmed already
    stack.configure({});
  });

  test("is shown by preview, with what is to be confirmed", async () => {
    const ids = changeIds((await stack.preview()).text);
    confirmed.push(...ids);
    stack.configure({ "mailzone:confirm": ids });
    if (spec === first) return;
    expect((await stack.preview()).text).toContain("plan-replace");
    // preview has the first warnings only
    const { stdout } = await stack.mailzone("plan", "--stack", "test", "--format", "json");
    const told = (JSON.parse(stdout) as { findings: { code: string; domain?: string }[] }).findings
      .filter(({ code }) => code === "plan-replace")
      .map(({ domain }) => domain);
    expect([...new Set(told)].sort()).toEqual(allClouds.map(domainOn).sort());
  });

  test("is made by one up", async () => {
    succeeded(await stack.up());
  });

  test.each(allClouds)("is what %s answers then", (cloud) => answersAsWanted(stack, cloud));

  test("then preview and refresh find nothing to do", nothingIsLeft);
});

describe.each(allClouds)("a create that %s refuses in the middle of a flip", (cloud) => {
  test.each([
    ["data -> CNAME", second, "CNAME"],
    ["CNAME -> data", first, "AAAA"],
  ])("%s: the next up ends as wanted", async (_, spec, type) => {
    const domain = domainOn(cloud);
    stack.write({ ...onEach(first), [`${cloud}.yaml`]: spec(cloud, domain) });
    stack.configure({ "mailzone:confirm": confirmed });
    stack.spoil({ cloud, mode: "refuse", name: `many.${domain}`, type });
    expect(await stack.up()).toMatchObject({
      code: 1,
      text: expect.stringContaining(`${domain}/many/${type}`),
    });
    // what is left may be another change
    await stack.confirmAll();
    succeeded(await stack.up());
    expect(await stack.unanswered()).toEqual([]);
    await nothingIsLeft();
  });
});

test("destroy leaves nothing", async () => {
  succeeded(await stack.destroy());
  expect(stack.stored()).toBe(0);
});
