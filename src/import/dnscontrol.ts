/**
 * Zones as `dnscontrol get-zones` prints them with `--format=js`, `djs` and `tsv` (StackExchange/dnscontrol,
 * commands/getZones.go, read 2026-11-29). The script is never run: only calls with literal values are read.
 */
import type { CallExpression, Expression, Node, SpreadElement } from "acorn";
import { parse } from "acorn";
import type { Finding, Place } from "../finding.ts";
import { absolute, type Name, ownerName } from "../zone/name.ts";
import { isRecordType, parseRdata, type Rdata, type RecordType } from "../zone/rdata.ts";
import { readZoneFile } from "../zone/read-zone-file.ts";
import { otherType, type Reading, type ReadZone, unread } from "./read-zone.ts";
import type { Inexpressible, SourceRecord } from "./source-zone.ts";

/** What a record has if neither it nor its domain says (models.DefaultTTL). */
const DEFAULT_TTL = 300;

export interface ScriptZone extends ReadZone {
  readonly zone: Name;
}

export interface Script {
  readonly zones: readonly ScriptZone[];
  readonly findings: readonly Finding[];
}

/** The domains of a dnsconfig.js. */
export function readScript(file: string, text: string): Script {
  const findings: Finding[] = [];
  const zones: ScriptZone[] = [];
  let body: readonly Node[];
  try {
    ({ body } = parse(text, { ecmaVersion: "latest", locations: true, allowHashBang: true }));
  } catch (error) {
    const { loc, message } = error as SyntaxError & { loc?: { line: number; column: number } };
    if (loc === undefined) throw error;
    const place = { file, line: loc.line, column: loc.column + 1 };
    return {
      zones,
      findings: [unread(place, `the file is not JavaScript: ${message.replace(/ \(\d+:\d+\)$/, "")}`)],
    };
  }
  for (const statement of body) {
    const call = callOf(statement);
    if (call === undefined || nameOf(call) !== "D") {
      if (call !== undefined ? !DECLARING.includes(nameOf(call)) : !DECLARATIONS.includes(statement.type))
        findings.push(unread(placeOf(statement, file), "this is not a domain with its records"));
      continue;
    }
    const [first, , ...items] = call.arguments;
    const domain = first === undefined ? undefined : literal(first);
    if (typeof domain !== "string") {
      findings.push(unread(placeOf(call, file), "the domain's name is not a text"));
      continue;
    }
    zones.push({ zone: absolute(domain), ...readDomain(items, absolute(domain), file) });
  }
  return { zones, findings };
}

/** Statements of a script that hold no records themselves. */
const DECLARATIONS = ["VariableDeclaration", "FunctionDeclaration", "EmptyStatement"];
const DECLARING = ["NewRegistrar", "NewDnsProvider"];

type Item = Expression | SpreadElement;

function callOf(node: Node): CallExpression | undefined {
  const statement = node as Node & { readonly expression?: Expression };
  const inner = node.type === "ExpressionStatement" ? statement.expression : (node as Expression);
  return inner?.type === "CallExpression" ? inner : undefined;
}

const nameOf = ({ callee }: CallExpression): string => (callee.type === "Identifier" ? callee.name : "");

const placeOf = ({ loc }: Node, file: string): Place => ({
  file,
  line: loc?.start.line,
  column: loc === undefined || loc === null ? undefined : loc.start.column + 1,
});

/** Text, number, or a list of texts, joined as dnscontrol joins the strings of a TXT; undefined for anything else. */
function literal(node: Item): string | number | undefined {
  if (node.type === "Literal" && (typeof node.value === "string" || typeof node.value === "number"))
    return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  if (node.type !== "ArrayExpression") return undefined;
  const items = node.elements.map((one) => (one === null ? undefined : literal(one)));
  return items.every((one) => typeof one === "string") ? items.join("") : undefined;
}

/** Words of a record that say nothing about its data. */
const MODIFIERS = ["TTL", "CF_PROXY_ON", "CF_PROXY_OFF", "CF_PROXY_DEFAULT_OFF", "CAA_CRITICAL"];

/** Parts of a domain that are no records. */
const PARTS = [
  "DnsProvider",
  "DefaultTTL",
  "NAMESERVER",
  "NAMESERVER_TTL",
  "PURGE",
  "NO_PURGE",
  "AUTODNSSEC_ON",
  "AUTODNSSEC_OFF",
  "CF_PROXY_DEFAULT_OFF",
  "END",
];

function readDomain(items: readonly Item[], zone: Name, file: string): ReadZone {
  const records: SourceRecord[] = [];
  const others: Inexpressible[] = [];
  const findings: Finding[] = [];
  let ttl = DEFAULT_TTL;
  for (const item of items) {
    const call = callOf(item);
    const word = call === undefined ? (item.type === "Identifier" ? item.name : "") : nameOf(call);
    const place = placeOf(item, file);
    if (call !== undefined && word === "DefaultTTL") {
      const [value] = call.arguments;
      const given = value === undefined ? undefined : literal(value);
      if (typeof given === "number") ttl = given;
      else findings.push(unread(place, "the default TTL is not a number"));
      continue;
    }
    if (PARTS.includes(word) || (item.type === "ObjectExpression" && item.properties.length === 0)) continue;
    if (call === undefined || !/^[A-Z][A-Z0-9_]*$/.test(word)) {
      findings.push(unread(place, "this is not a record with its values"));
      continue;
    }
    const read = readRecord(call, word, { zone, ttl, place });
    if ("message" in read) findings.push(read);
    else if ("why" in read) others.push(read);
    else records.push(read);
  }
  return { records, others, findings };
}

interface Context {
  readonly zone: Name;
  readonly ttl: number;
  readonly place: Place;
}

function readRecord(
  call: CallExpression,
  type: string,
  { zone, ttl: usual, place }: Context,
): SourceRecord | Inexpressible | Finding {
  const isModifier = (node: Item): boolean =>
    (node.type === "Identifier" && MODIFIERS.includes(node.name)) ||
    (node.type === "CallExpression" && MODIFIERS.includes(nameOf(node)));
  const values = call.arguments.filter((one) => !isModifier(one)).map(literal);
  const [owner] = values;
  if (typeof owner !== "string") return unread(place, `the ${type} record has no name that is a text`);
  const name = ownerName(owner, zone);
  if (!isRecordType(type)) return otherType(name, type);
  const fields = values.slice(1);
  if (fields.some((one) => one === undefined))
    return unread(place, `the ${type} record has a value that is neither a text nor a number`);
  const words = call.arguments.filter(isModifier);
  const has = (word: string): boolean => words.some((one) => one.type === "Identifier" && one.name === word);
  const data = dataOf(type, fields.map(String), { zone, isCritical: has("CAA_CRITICAL") });
  if ("problem" in data) return unread(place, `the ${type} value cannot be read: ${data.problem}`);
  const own = words.find((one) => one.type === "CallExpression" && nameOf(one) === "TTL");
  const [given] = own?.type === "CallExpression" ? own.arguments : [];
  const ttl = given === undefined ? usual : literal(given);
  if (typeof ttl !== "number") return unread(place, `the TTL of the ${type} record is not a number`);
  return { name, ttl, data, place, ...(has("CF_PROXY_ON") ? { besides: "proxied" } : {}) };
}

function dataOf(
  type: RecordType,
  fields: readonly string[],
  { zone, isCritical }: { readonly zone: Name; readonly isCritical: boolean },
): Rdata | { readonly problem: string } {
  if (type === "TXT") return { type, text: fields.join("") };
  if (type !== "CAA") return parseRdata(type, fields.join(" "), zone);
  const [tag = "", value = ""] = fields;
  return parseRdata(type, `${isCritical ? 128 : 0} ${tag} ${JSON.stringify(value)}`, zone);
}

/** Lines of name, short name, TTL, class, type, data, and perhaps properties, with tabs between. */
export function readTable(file: string, text: string): Script {
  const findings: Finding[] = [];
  const zones = new Map<Name, Reading>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const place = { file, line: i + 1, column: 1 };
    const [full = "", short = "", ttl = "", , type = "", data = "", properties = ""] = line.split("\t");
    const zone = zoneOf(full, short);
    if (zone === undefined || type === "" || !/^\d+$/.test(ttl)) {
      findings.push(
        unread(place, "the line is not name, short name, TTL, IN, type and data with tabs between"),
      );
      continue;
    }
    const read = zones.get(zone) ?? { records: [], others: [], findings: [] };
    zones.set(zone, read);
    // the data is as in a zone file
    const {
      records,
      others,
      findings: wrong,
    } = readZoneFile(file, `${absolute(full)} ${ttl} IN ${type} ${data}`, zone);
    const besides = properties.includes("cloudflare_proxy=true") ? { besides: "proxied" } : {};
    read.records.push(
      ...records.map(({ name, ttl: own, data: value }) => ({
        name,
        ttl: own,
        data: value,
        place,
        ...besides,
      })),
    );
    read.others.push(...others.map((one) => otherType(one.name, one.type)));
    read.findings.push(...wrong.map((one) => ({ ...one, place })));
  }
  return { zones: [...zones].map(([zone, read]) => ({ zone, ...read })), findings };
}

function zoneOf(full: string, short: string): Name | undefined {
  if (full === "") return undefined;
  if (short === "@") return absolute(full);
  return full.startsWith(`${short}.`) ? absolute(full.slice(short.length + 1)) : undefined;
}
