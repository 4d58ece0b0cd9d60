/** What each name server of a migrating domain answers as its MX: the old provider's, the new one's, or nothing. */
import { expect, test } from "@jest/globals";
import type { Asker } from "../../../src/live/dns/asker.ts";
import { askMailAt } from "../../../src/live/migration/mail-at.ts";
import { loadText } from "../../../src/pipeline.ts";
import { modelServers } from "../dns/model-servers.ts";

const [ROOT, ONE, TWO] = ["192.0.2.1", "192.0.2.11", "192.0.2.12"];
const OLD = ["MX 5 mxbiz1.qq.com.", "MX 10 mxbiz2.qq.com."];
const NEW = ["MX 5 mxn.mxhichina.com.", "MX 10 mxw.mxhichina.com."];

const spec = (domain: string): string =>
  `domain: ${domain}\ndns: route53\nzone: example.com\nmailbox: alibaba-mail-enterprise\nmigrate: {from: tencent-exmail, phase: switch}\n`;
const { domains, zones } = loadText(
  "a.yaml",
  [
    spec("example.com"),
    spec("shop.example.com"),
    spec("example.net").replace("zone: example.com", "zone: example.net"),
  ].join("---\n"),
);
const migrating = zones.flatMap((zone) => zone.domains.map(({ domain }) => ({ domain, zone })));

/** The servers of example.com with these MX at it and at shop; nobody knows example.net. */
async function asked(one: readonly string[], two: readonly string[] | undefined) {
  const own = ["@ NS ns1", "@ NS ns2", `ns1 A ${ONE}`, `ns2 A ${TWO}`];
  const of = (mx: readonly string[]): string =>
    [...own, ...mx.map((line) => `@ ${line}`), ...OLD.map((line) => `shop ${line}`)].join("\n");
  const { ask } = modelServers({
    [ROOT]: {
      ".": [
        ...["example.com. NS ns1.example.com.", "example.com. NS ns2.example.com."],
        ...[`ns1.example.com. A ${ONE}`, `ns2.example.com. A ${TWO}`],
      ].join("\n"),
    },
    [ONE]: { "example.com.": of(one) },
    ...(two && { [TWO]: { "example.com.": of(two) } }),
  });
  const asker: Asker = { ask, forget() {}, asked: 0 };
  let told = 0;
  const found = await askMailAt(
    migrating,
    { asker, start: { roots: [ROOT], port: 53 }, resolvers: [] },
    () => told++,
  );
  return { told, mail: Object.fromEntries(domains.map((domain) => [domain.spec.domain, found.get(domain)])) };
}

test.each<[string, readonly string[], readonly string[] | undefined, readonly string[]]>([
  ["both servers still have the old MX", OLD, OLD, ["old", "old"]],
  ["one has the new ones already", NEW, OLD, ["new", "old"]],
  ["one has both", [...OLD, ...NEW], NEW, ["both", "new"]],
  ["one has those of somebody else", ["MX 1 mx.elsewhere.example."], NEW, ["other", "new"]],
  ["one has none", [], NEW, ["none", "new"]],
  ["one does not have the zone, which is not asked", NEW, undefined, ["new"]],
])("%s", async (_, first, second, whose) => {
  const { mail } = await asked(first, second);
  const servers = [`ns1.example.com (${ONE})`, `ns2.example.com (${TWO})`];
  expect(mail["example.com."]).toEqual(whose.map((one, i) => ({ server: servers[i], mail: one })));
});

test("each domain of a zone has its own answers, a zone that DNS does not lead to has none, and each zone is told of", async () => {
  const { mail, told } = await asked(NEW, NEW);
  expect(mail["shop.example.com."]?.map((one) => one.mail)).toEqual(["old", "old"]);
  expect(mail["example.net."]).toEqual([]);
  expect(told).toBe(2);
});
