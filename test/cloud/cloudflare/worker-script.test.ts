/** The script of a Worker that serves a policy, run as a module with Node's own Request and Response (RFC 8461 §3.2, §3.3). */
import { describe, expect, test } from "@jest/globals";
import { textInScript, workerScript } from "../../../src/cloud/cloudflare/worker-script.ts";
import { printStsPolicy } from "../../../src/mail/mta-sts.ts";
import { STS_PATH } from "../../../src/preset/own-sts-policy.ts";
import { served } from "./served.ts";
import { ANSWERS, HOST } from "./worker-answers.ts";

const TEXT = printStsPolicy({
  mode: "enforce",
  maxAge: 604_800,
  mx: ["mx.example.net", "*.example.org"],
  others: [],
});
const SCRIPT = workerScript({ host: `mta-sts.${HOST}.`, path: STS_PATH, text: TEXT });

describe("what senders and others get", () => {
  test.each(ANSWERS(TEXT))("$method $path: $status", async ({ method, path, ...wanted }) => {
    const answer = await served(SCRIPT, `https://mta-sts.${HOST}${path}`, { method });
    const { status, type, text, response } = answer;
    expect({ status, type, text }).toEqual(wanted);
    expect(response.headers.get("location")).toBeNull();
  });
});

test("the policy is data in it, line by line", () => {
  expect(SCRIPT).toContain(
    'const text = [\n  "version: STSv1",\n  "mode: enforce",\n  "mx: mx.example.net",',
  );
});

test.each(['"; throw 1; "', "`+1+`", "*/ throw 1; //", "\\", "\u2028throw 1", "</script>", "a\r\nb\tc"])(
  "no text gets out of its place: %j",
  async (text) => {
    const script = workerScript({ host: "mta-sts.example.com.", path: STS_PATH, text });
    const answer = await served(script, `https://mta-sts.example.com${STS_PATH}`);
    expect([answer.status, answer.text]).toEqual([200, text]);
    expect(textInScript(script)).toBe(text);
  },
);

test.each(["", "export default {};", "const text = [", 'const text = [\nwrong\n].join("\\n");'])(
  "a script that is none of mailzone's has no text: %j",
  (script) => {
    expect(textInScript(script)).toBeUndefined();
  },
);
