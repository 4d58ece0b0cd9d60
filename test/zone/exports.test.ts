/**
 * Zone files as servers dump them and consoles export them are read as BIND reads them, record for record. Each file in
 * `exports/` says where its form comes from; those of BIND, PowerDNS, Knot and NSD are what these servers wrote.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "@jest/globals";
import { parseRdata, printRdata, RECORD_TYPES, type RecordType } from "../../src/zone/rdata.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";
import { parseText } from "../../src/zone/txt.ts";
import { needs } from "../needs.ts";

const folder = fileURLToPath(new URL("exports/", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "mailzone-exports-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const NS = "ns.nowhere.invalid.";

/** What BIND cannot read in some of them, and what it is given instead. */
const FOR_BIND: Readonly<Record<string, (text: string) => string>> = {
  // an SOA's owner without final dot would be example.com.example.com
  "cloudflare.zone": (text) => text.replace(/^example\.com\t/m, "example.com.\t"),
  "cloudflare-old.zone": (text) => text.replace(/^example\.com\t/m, "example.com.\t"),
  // a label @ in the middle of a name
  "godaddy.zone": (text) => text.replaceAll(".@\t", "\t"),
  "windows.zone": (text) => text.replace(/\[AGE:\d+\]/, ""),
  // an alias is not DNS
  "cli53.zone": (text) => text.replace(/^.*AWS\tALIAS.*$/m, ""),
  // BIND does not load a zone without NS
  "example.com.txt": (text) => `${text}@ NS ${NS}\n`,
};

/** Whole names, and all checks off that refuse what can be read. */
const OPTIONS =
  "-q -f text -F text -s full -i none -k ignore -n ignore -r ignore -m ignore -M ignore -S ignore -W ignore -T ignore";

function byBind(text: string): string[] {
  const file = join(scratch, "zone");
  writeFileSync(file, text);
  const ran = spawnSync("named-compilezone", [...OPTIONS.split(" "), "-o", "-", "example.com", file], {
    encoding: "utf8",
  });
  expect({ stderr: ran.stderr, status: ran.status }).toEqual({ stderr: expect.any(String), status: 0 });
  return ran.stdout.split("\n").flatMap((line) => {
    const [, name = "", ttl = "", type = "", data = ""] =
      /^(\S+)\s+(\d+)\s+IN\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return RECORD_TYPES.includes(type as RecordType) && data !== NS
      ? [`${name.toLowerCase()} ${ttl} ${type} ${printed(type as RecordType, data)}`]
      : [];
  });
}

function printed(type: RecordType, data: string): string {
  const parsed = type === "TXT" ? { type, text: parseText(data) ?? "" } : parseRdata(type, data, ".");
  if ("problem" in parsed) throw new Error(`${type} ${data}: ${parsed.problem}`);
  return printRdata(parsed);
}

const names = readdirSync(folder);

needs("named-compilezone").test.each(names)("%s, as BIND reads it", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const { zone, records, findings } = readZoneFile(join(folder, name), text);
  expect(findings).toEqual([]);
  expect(zone).toBe("example.com.");
  const read = records.map(
    ({ name: owner, ttl, data }) => `${owner} ${ttl} ${data.type} ${printRdata(data)}`,
  );
  expect(read.length).toBeGreaterThan(8);
  expect([...new Set(read)].sort()).toEqual(byBind(FOR_BIND[name]?.(text) ?? text).sort());
});

describe("with --domain as well", () => {
  test.each(names)("%s", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const alone = readZoneFile(join(folder, name), text);
    const { zone, records, findings } = readZoneFile("zone", text, "example.com.");
    expect([zone, findings]).toEqual(["example.com.", []]);
    const shown = (ones: typeof records) => ones.map(({ name: owner, ttl, data }) => ({ owner, ttl, data }));
    expect(shown(records)).toEqual(shown(alone.records));
  });
});
