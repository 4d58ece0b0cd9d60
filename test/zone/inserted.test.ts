/** A character that is inserted into a sound zone file makes other records or a finding; none is swallowed (RFC 1035 §5.1). */
import { expect, test } from "@jest/globals";
import { printRdata } from "../../src/zone/rdata.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";

const FILE = [
  "$ORIGIN example.com.",
  "$TTL 1h",
  "@ IN MX 10 mx.example.net.",
  "www 300 IN A 100.20.30.40",
  't TXT ( "v=spf1 -all"',
  '  "x" )',
  'c CAA 0 issue "ca.example.net"',
  "s SRV 0 1 993 imap",
  "",
].join("\n");

const CHARACTERS = [..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~x7"];

function read(text: string): string {
  const { records, findings } = readZoneFile("z", text);
  const shown = records.map(({ name, ttl, data }) => [name, ttl, data.type, printRdata(data)].join(" "));
  return [...shown, ...findings.map(({ message }) => message)].join("\n");
}

/**
 * A semicolon begins a comment, which is empty at the end of a line and takes no more than the final dot before one; a
 * backslash stands for the character behind it.
 */
const isFree = (character: string, next = "\n"): boolean =>
  (character === ";" && /[\n.]/.test(next)) || (character === "\\" && /[^\d\n]/.test(next));

test("no character is swallowed", () => {
  const sound = read(FILE);
  const swallowed = [...FILE, undefined].flatMap((next, i) =>
    CHARACTERS.filter((character) => !isFree(character, next))
      .map((character) => FILE.slice(0, i) + character + FILE.slice(i))
      .filter((text) => read(text) === sound),
  );
  expect(swallowed).toEqual([]);
});
