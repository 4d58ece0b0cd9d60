/** Which records of a domain are gathered: what a wildcard answers is none of them, what a record leads to is. */
import { expect, test } from "@jest/globals";
import { gather, NoAnswer, NoSuchName } from "../../src/live/gather.ts";
import type { NameSource } from "../../src/live/name-source.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { printRdata } from "../../src/zone/rdata.ts";

const library = openLibrary();
const [preset] = [library.find("tencent-exmail")].filter((one) => one !== undefined);
if (preset === undefined) throw new Error("no preset");

type Zone = Readonly<Record<string, readonly string[] | Error>>;

/** Answers by `name type`; an error is no answer, and a name with `*.` stands for all names below. */
const source = (zone: Zone, isThere: boolean | Error = true): NameSource => ({
  async values(name, type) {
    const wild = Object.entries(zone).find(
      ([key]) => key.startsWith("*.") && `${name} ${type}`.endsWith(key.slice(1)),
    );
    const values = zone[`${name} ${type}`] ?? wild?.[1] ?? [];
    if (values instanceof Error) throw values;
    return values;
  },
  async isThere() {
    if (isThere instanceof Error) throw isThere;
    return isThere;
  },
});

const SPF = "example.com. TXT";
const found = async (zone: Zone, selectors: readonly string[] = []) => {
  const { records, unanswered } = await gather(source(zone), "example.com.", [preset], selectors);
  return {
    records: records.map(
      ({ name, data }) => `${name} ${data.type} ${"text" in data ? data.text : printRdata(data)}`,
    ),
    unanswered,
  };
};

/** A selector that was given; no preset has it. */
const GIVEN = "s1";

test.each<[string, Zone, readonly string[]]>([
  ["nothing of a domain without records", {}, []],
  [
    "mail servers and texts of the domain",
    { "example.com. MX": ["10 mx.example.net."], [SPF]: ['"v=spf1 -all"'] },
    ["example.com. MX 10 mx.example.net.", "example.com. TXT v=spf1 -all"],
  ],
  [
    "of a domain that is a CNAME, the CNAME alone: the rest is another's",
    { "example.com. CNAME": ["web.example.net."], "example.com. MX": ["10 mx.example.net."] },
    ["example.com. CNAME web.example.net."],
  ],
  [
    "the hosts that records lead to",
    { "example.com. MX": ["10 mx.example.com."], "mx.example.com. A": ["192.0.2.1"] },
    ["example.com. MX 10 mx.example.com.", "mx.example.com. A 192.0.2.1"],
  ],
  [
    "the CNAME of such a host",
    { "example.com. MX": ["10 mx.example.com."], "mx.example.com. CNAME": ["host.example.net."] },
    ["example.com. MX 10 mx.example.com.", "mx.example.com. CNAME host.example.net."],
  ],
  [
    "keys of selectors that were given",
    { "s1._domainkey.example.com. TXT": ['"v=DKIM1; p="'] },
    ["s1._domainkey.example.com. TXT v=DKIM1; p="],
  ],
  ["nothing that any name has", { "*.example.com. TXT": ['"any"'] }, []],
  ["nothing that is no value of its type", { "example.com. MX": ["mx.example.net."] }, []],
])("%s", async (_, zone, records) => {
  const { records: all, unanswered } = await found(zone, [GIVEN]);
  expect([all.filter((one) => !one.includes(" NS ")), unanswered]).toEqual([records, []]);
});

test("a name that gets no answer is told once, and the rest is gathered", async () => {
  const zone: Zone = {
    "example.com. CAA": new Error("no answer"),
    "example.com. NS": new Error("no answer"),
    [SPF]: ['"v=spf1 -all"'],
  };
  expect(await found(zone)).toEqual({
    records: ["example.com. TXT v=spf1 -all"],
    unanswered: ["example.com."],
  });
});

test.each<[string, boolean | Error, typeof NoAnswer, string]>([
  ["does not exist", false, NoSuchName, "example.com"],
  ["gets no answer", Object.assign(new Error("queryA ETIMEOUT"), { code: "ETIMEOUT" }), NoAnswer, "ETIMEOUT"],
  ["gets none, in words", new Error("delegations without end"), NoAnswer, "delegations without end"],
])("a domain that %s ends it", async (_, isThere, kind, message) => {
  const failure = await gather(source({}, isThere), "example.com.", []).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(kind);
  expect((failure as Error).message).toBe(message);
});
