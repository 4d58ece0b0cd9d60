/** Which name servers DNS gives for a zone, told apart from no delegation and from no answer. */
import { NODATA, NOTFOUND, SERVFAIL, TIMEOUT } from "node:dns/promises";
import { expect, test } from "@jest/globals";
import { askDelegations, openResolver } from "../../src/live/delegation.ts";

const answers: Readonly<Record<string, string[] | string>> = {
  "example.com": ["B.Example.NET", "a.example.net"],
  "not.example.com": NOTFOUND,
  "empty.example.com": NODATA,
  "late.example.com": TIMEOUT,
  "broken.example.com": SERVFAIL,
};

test("names are absolute and sorted; no delegation is none, and no answer is unknown", async () => {
  const asked: string[] = [];
  const resolver = {
    async resolveNs(name: string): Promise<string[]> {
      asked.push(name);
      const answer = answers[name];
      if (Array.isArray(answer)) return answer;
      throw Object.assign(new Error(answer), { code: answer });
    },
  };
  const zones = Object.keys(answers).map((name) => `${name}.`);
  expect(await askDelegations([...zones, "example.com."], resolver)).toEqual(
    new Map<string, unknown>([
      ["example.com.", ["a.example.net.", "b.example.net."]],
      ["not.example.com.", []],
      ["empty.example.com.", []],
      ["late.example.com.", "unknown"],
      ["broken.example.com.", "unknown"],
    ]),
  );
  // each zone once
  expect(asked.sort()).toEqual(Object.keys(answers).sort());
});

test.each([
  [
    "the servers of MAILZONE_DNS",
    { MAILZONE_DNS: "192.0.2.53, 127.0.0.1:5353" },
    ["192.0.2.53", "127.0.0.1:5353"],
  ],
  ["those in the sandbox too", { MAILZONE_DNS: "127.0.0.1:5353", MAILZONE_SANDBOX: "x" }, ["127.0.0.1:5353"]],
  ["nobody in the sandbox without them", { MAILZONE_SANDBOX: "x" }, undefined],
])("asked are %s", (_, env, servers) => {
  expect(openResolver(env)?.getServers()).toEqual(servers);
});
