/** Reads DMARC aggregate reports, and is lenient where senders are known to differ from both schemas. */
import { isIPv4, isIPv6, SocketAddress } from "node:net";
import { DMARC_POLICIES } from "../../mail/dmarc.ts";
import { absolute, type Name } from "../../zone/name.ts";
import { decoded } from "../decode.ts";
import { ReportFault } from "../report-fault.ts";
import { childAt, childrenAt, type Element, readXml, textAt } from "../xml.ts";
import type { AggregateReport, AuthResult, PublishedPolicy, ReportRow } from "./aggregate-report.ts";

/** More messages than any receiver gets of one sender in a day, and few enough that sums stay exact. */
const MOST_MESSAGES = 1e12;

/** Times after this are in milliseconds. */
const YEAR_5138 = 1e11;

/** @throws ReportFault: `other` for XML that is no such report */
export function readAggregate(octets: Uint8Array): AggregateReport {
  let metadata: Element | undefined;
  const policies: PublishedPolicy[] = [];
  const rows: ReportRow[] = [];
  let faultyRows = 0;
  readXml(decoded(octets), "feedback", (element) => {
    if (element.name === "report_metadata") metadata ??= element;
    else if (element.name === "policy_published") policies.push(...policyOf(element));
    else if (element.name === "record") {
      // some senders put several rows into a record
      for (const row of childrenAt(element, "row")) {
        const read = rowOf(row, element, policies);
        if (read === undefined) faultyRows += 1;
        else rows.push(read);
      }
    }
  });
  if (metadata === undefined && policies.length === 0)
    throw new ReportFault("unreadable", "it has neither report_metadata nor policy_published");
  const email = textAt(metadata, "email");
  return {
    organization: textAt(metadata, "org_name") ?? email?.slice(email.lastIndexOf("@") + 1) ?? "unknown",
    id: textAt(metadata, "report_id"),
    begin: timeOf(textAt(metadata, "date_range", "begin")),
    end: timeOf(textAt(metadata, "date_range", "end")),
    policies,
    rows,
    faultyRows,
  };
}

function policyOf(element: Element): readonly PublishedPolicy[] {
  const domain = nameOf(textAt(element, "domain"));
  if (domain === undefined) return [];
  const said = textAt(element, "p")?.toLowerCase();
  return [
    {
      domain,
      policy: DMARC_POLICIES.find((one) => one === said),
      isTest: /^y/i.test(textAt(element, "testing") ?? ""),
      isStrictDkim: isStrict(textAt(element, "adkim")),
      isStrictSpf: isStrict(textAt(element, "aspf")),
    },
  ];
}

const isStrict = (mode: string | undefined): boolean => /^s/i.test(mode ?? "");

/** Undefined for a row without an address, a count or a domain. */
function rowOf(row: Element, record: Element, policies: readonly PublishedPolicy[]): ReportRow | undefined {
  const address = addressOf(textAt(row, "source_ip"));
  const count = countOf(textAt(row, "count"));
  const identifiers = childAt(record, "identifiers") ?? childAt(record, "identities");
  const from = nameOf(textAt(identifiers, "header_from")) ?? policies[0]?.domain;
  if (address === undefined || count === undefined || from === undefined) return undefined;
  const evaluated = childAt(row, "policy_evaluated");
  const results = childAt(record, "auth_results");
  return {
    address,
    count,
    from,
    disposition: textAt(evaluated, "disposition")?.toLowerCase() ?? "none",
    dkim: verdictOf(textAt(evaluated, "dkim")),
    spf: verdictOf(textAt(evaluated, "spf")),
    reasons: childrenAt(evaluated, "reason").flatMap((reason) => textAt(reason, "type")?.toLowerCase() ?? []),
    dkimResults: childrenAt(results, "dkim").flatMap(resultOf),
    spfResults: childrenAt(results, "spf").flatMap(resultOf),
  };
}

function resultOf(element: Element): readonly AuthResult[] {
  const domain = nameOf(textAt(element, "domain"));
  const result = textAt(element, "result")?.toLowerCase() ?? "none";
  // a message without a signature is written as a result without a domain
  return domain === undefined
    ? []
    : [{ domain, selector: textAt(element, "selector")?.toLowerCase(), result }];
}

/** Anything but pass fails DMARC; an empty value says nothing. */
const verdictOf = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : text.toLowerCase() === "pass";

function countOf(text: string | undefined): number | undefined {
  const number = /^\d{1,13}$/.test(text ?? "") ? Number(text) : undefined;
  return number !== undefined && number <= MOST_MESSAGES ? number : undefined;
}

function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (!Number.isFinite(number) || number < 0) return undefined;
  return Math.floor(number > YEAR_5138 ? number / 1000 : number);
}

function addressOf(text: string | undefined): string | undefined {
  if (text === undefined || isIPv4(text)) return text;
  const bare = text.replace(/^\[(?:IPv6:)?(.*)\]$/i, "$1");
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare) || bare.includes("%")) return undefined;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return mapped ?? new SocketAddress({ address: bare, family: "ipv6" }).address;
}

/** A domain, or the domain of an address; undefined for what cannot be one. */
function nameOf(text: string | undefined): Name | undefined {
  const domain = text?.slice(text.lastIndexOf("@") + 1).replace(/[<>\s]/g, "") ?? "";
  return domain === "" || domain.length > 253 || domain === "." ? undefined : absolute(domain);
}
