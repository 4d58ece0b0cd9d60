/** The life of an MTA-STS policy that a Worker serves, with the real engine on the stand-in of Cloudflare. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { WorkerScript } from "../../sandbox/clouds/cloudflare/record.ts";
import { Store } from "../../sandbox/store.ts";
import { STS_PATH } from "../../src/preset/own-sts-policy.ts";
import { served } from "../cloud/cloudflare/served.ts";
import { age } from "./migrate-stack.ts";
import { TestStack } from "./test-stack.ts";
import { answersAsWanted, refreshedIsSame, succeeded } from "./three-clouds.ts";

jest.setTimeout(300_000);

const DOMAIN = "example.com";
const HOST = `mta-sts.${DOMAIN}`;

let stack: TestStack;
let store: Store;
beforeAll(async () => {
  stack = await TestStack.make();
  store = new Store(stack.home);
});
afterAll(async () => {
  store.close();
  await stack.remove();
});

/** `fields` without any is a spec without a policy. */
function write(fields?: string, ...records: string[]): void {
  stack.write({
    "a.yaml": [
      `domain: ${DOMAIN}`,
      "dns: cloudflare",
      "mailbox: tencent-exmail",
      ...(fields === undefined ? [] : [`mtaSts: {${fields}}`]),
      ...(records.length === 0 ? [] : ["records:", ...records.map((record) => `  - ${record}`)]),
      "",
    ].join("\n"),
  });
}

const WORKER = "host: cloudflare-worker";
const MX = "{type: MX, value: 30 mx3.example.net}";

/** The scripts of the account. */
const scripts = () => store.all<{ id: string; body: string }>("SELECT id, body FROM objects");

/** What senders get of the policy. */
async function policy(): Promise<string> {
  const [script] = scripts();
  const { content } = JSON.parse(script?.body ?? "{}") as WorkerScript;
  return (await served(content, `https://${HOST}${STS_PATH}`)).text;
}

/** What was asked of the cloud since `mark`, besides reading: `action name type`. */
const asked = (mark: number): string[] =>
  store
    .requests()
    .filter(({ seq, action }) => seq > mark && !/^(?:read|list)/.test(action))
    .map(({ action, name, type }) => `${action} ${name.replace(/-[0-9a-f]{8}$/, "")} ${type}`);

const mark = (): number => store.requests().at(-1)?.seq ?? 0;

const before = (calls: readonly string[], ...ordered: readonly string[]): void => {
  const places = ordered.map((call) => calls.indexOf(call));
  expect([calls, ordered.filter((_, i) => places[i] === -1)]).toEqual([calls, []]);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
};

const unchanged = async (): Promise<void> => {
  succeeded(await stack.preview("--expect-no-changes"));
};

test("the script, then its hostname, then what announces the policy; a second run changes nothing", async () => {
  write(`mode: enforce, ${WORKER}`);
  const start = mark();
  succeeded(await stack.up());
  const calls = asked(start);
  before(
    calls,
    "putScript mta-sts-example-com WORKER",
    `putHostname ${HOST} WORKER`,
    `create _mta-sts.${DOMAIN} TXT`,
  );
  before(calls, `putHostname ${HOST} WORKER`, `create ${DOMAIN} MX`);
  await answersAsWanted(stack, "cloudflare");
  expect(await (await stack.resolver("cloudflare")).resolve6(HOST)).not.toEqual([]);
  expect(await policy()).toBe(
    "version: STSv1\nmode: enforce\nmx: mxbiz1.qq.com\nmx: mxbiz2.qq.com\nmax_age: 604800\n",
  );
  await unchanged();
  await refreshedIsSame(stack);
});

test("its record at Cloudflare is neither drift nor a conflict, and an update that keeps everything keeps it", async () => {
  const drift = await stack.mailzone("drift", "test");
  expect([drift.code, drift.text]).toEqual([0, expect.not.stringContaining(HOST)]);
  stack.setEnvironment({ MAILZONE_KEEP: "1" });
  try {
    succeeded(await stack.preview("--expect-no-changes"));
  } finally {
    stack.setEnvironment({ MAILZONE_KEEP: "" });
  }
});

test("a further MX host: the policy lists it before the id changes and the host is announced", async () => {
  write(`mode: enforce, ${WORKER}`, MX);
  await stack.confirmAll();
  const { stdout } = succeeded(await stack.mailzone("plan", "--stack", "test"));
  expect(stdout).toContain(`${HOST}: the MTA-STS policy: mx mx3.example.net is added\n`);
  const start = mark();
  succeeded(await stack.up());
  const calls = asked(start);
  before(calls, "putScript mta-sts-example-com WORKER", `create _mta-sts.${DOMAIN} TXT`);
  before(calls, "putScript mta-sts-example-com WORKER", `create ${DOMAIN} MX`);
  expect(calls).not.toContain(`putHostname ${HOST} WORKER`);
  expect(await policy()).toContain("mx: mx3.example.net\n");
  await unchanged();
});

test("a script that somebody has changed is seen by a refresh, and put right by the next update", async () => {
  const [script] = scripts();
  const { content, ...rest } = JSON.parse(script?.body ?? "{}") as WorkerScript;
  store.putObject({
    ...{ cloud: "cloudflare", account: "", id: script?.id ?? "" },
    body: { ...rest, content: content.replace("enforce", "testing") },
  });
  expect(await policy()).toContain("mode: testing");
  const { code } = await stack.pulumi("refresh", "--preview-only", "--expect-no-changes", "--stack", "test");
  expect(code).not.toBe(0);
  succeeded(await stack.up("--refresh"));
  expect(await policy()).toContain("mode: enforce");
  await unchanged();
});

test("to a web server and back: what is in the way goes first, in one run each", async () => {
  write("mode: enforce, host: static, server: web.example.net", MX);
  let start = mark();
  expect(succeeded(await stack.up()).text).toContain("mta-sts changes from a Worker to records");
  before(asked(start), `deleteHostname ${HOST} WORKER`, `create ${HOST} CNAME`);
  expect(scripts()).toEqual([]);
  await answersAsWanted(stack, "cloudflare");
  await unchanged();
  write(`mode: enforce, ${WORKER}`, MX);
  start = mark();
  expect(succeeded(await stack.up()).text).toContain("mta-sts changes from records to a Worker");
  before(asked(start), `delete ${HOST} CNAME`, `putHostname ${HOST} WORKER`);
  expect(await policy()).toContain("mode: enforce");
  await unchanged();
});

test("it ends with mode none, and may go when senders have forgotten it: then its record, its hostname, its script", async () => {
  write(undefined, MX);
  expect((await stack.preview()).text).toContain("plan-tls-gone");
  write(`mode: none, maxAge: 1, ${WORKER}`, MX);
  succeeded(await stack.up());
  expect(await policy()).toContain("mode: none\n");
  await age(stack, 604_801);
  write(undefined, MX);
  const start = mark();
  succeeded(await stack.up());
  before(
    asked(start),
    `delete _mta-sts.${DOMAIN} TXT`,
    `deleteHostname ${HOST} WORKER`,
    "deleteScript mta-sts-example-com WORKER",
  );
  expect(scripts()).toEqual([]);
  await unchanged();
});
