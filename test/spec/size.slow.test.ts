/** Time grows with the size of what is read, not with its square. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { cpuSeconds } from "../cpu-time.ts";

const HEAD = "domain: example.com\ndns: route53\nmode: send-only\n";
const lines = (line: (i: number) => string, count = 10_000): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("");

describe("10,000 of anything in one file take seconds at most", () => {
  const cases: [string, string][] = [
    ["records", `${HEAD}records:\n${lines((i) => ` - {name: h${i}, type: A, value: 192.0.2.1}\n`)}`],
    [
      "a chain of CNAMEs",
      `${HEAD}records:\n${lines((i) => ` - {name: h${i}, type: CNAME, value: h${i + 1}}\n`)}`,
    ],
    ["values of one RRset", `${HEAD}records:\n - type: TXT\n   values:\n${lines((i) => `    - v${i}\n`)}`],
    ["the same record", `${HEAD}records:\n${lines(() => " - {name: a, type: TXT, value: v}\n")}`],
    ["domains", `dns: route53\nmailbox: tencent-exmail\ndomains:\n${lines((i) => ` - d${i}.test\n`)}`],
    [
      "domains of one zone",
      `dns: route53\nzone: test\nmailbox: tencent-exmail\ndomains:\n${lines((i) => ` - d${i}.test\n`)}`,
    ],
    ["documents", lines((i) => `domain: d${i}.test\ndns: alidns\nmode: parked\n---\n`)],
    ["unknown keys", HEAD + lines((i) => `k${i}: 1\n`)],
    ["wrong records", `${HEAD}records:\n${lines((i) => ` - {name: h${i}, type: A, valu: 192.0.2.1}\n`)}`],
    ["SPF terms", `${HEAD}spf: {ip4: [${lines((i) => `10.0.${i >> 8}.${i & 255},`)}]}\n`],
    [
      "owners left out",
      `domain: example.com\ndns: route53\nmailbox: {provider: tencent-exmail, without: [${lines((i) => `a${i},`)}]}\n`,
    ],
  ];
  test.each(cases)("%s", async (_, text) => {
    expect(await cpuSeconds(() => loadText("f.yaml", text))).toBeLessThan(30);
  });
});

/** Lists of findings are joined one by one: the call stack takes about 100,000 arguments. */
test("180,000 findings are no exception", () => {
  const { findings } = loadText("f.yaml", `${HEAD}dmarc:\n${lines((i) => ` k${i}: 1\n`, 180_000)}`);
  expect(findings.filter(({ code }) => code === "spec-key-unknown")).toHaveLength(180_000);
});
