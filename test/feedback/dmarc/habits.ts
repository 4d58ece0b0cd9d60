/** Reports as many kinds of senders write them, each with what a person counts in it. */
import { aggregate, gzip, mail, mailbox, type WrittenReport, zip } from "../written.ts";

export interface Habit {
  /** What is particular about it. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Messages, those that pass DMARC, and the organization; counted by hand. */
  readonly counted?: readonly [messages: number, passing: number, organization?: string];
  /** Codes of findings. */
  readonly codes?: readonly string[];
}

/** Three rows: 10 pass by DKIM, 5 by SPF, 2 fail. */
const ROWS = [
  { count: 10 },
  { ip: "192.0.2.2", count: 5, dkim: "fail", spf: "pass", signed: [], returned: ["example.com pass"] },
  { ip: "2001:db8::1", count: 2, dkim: "fail", spf: "fail", signed: [], returned: ["example.net softfail"] },
];
const three = (more: WrittenReport = {}): string => aggregate({ rows: ROWS, ...more });
const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
const bigEndian = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
const XML = '<?xml version="1.0"?>\n';

/** XML that senders write. */
const written: readonly Habit[] = [
  { name: "as in both standards", content: three(), counted: [17, 15] },
  {
    name: "in the namespace of RFC 9990",
    content: three({
      root: ' xmlns="urn:ietf:params:xml:ns:dmarc-2.0"',
      more: "<np>none</np><testing>n</testing><discovery_method>treewalk</discovery_method>",
    }),
    counted: [17, 15],
  },
  {
    name: "in the namespace of RFC 7489",
    content: three({ root: ' xmlns="http://dmarc.org/dmarc-xml/0.1"' }),
    counted: [17, 15],
  },
  {
    name: "with a prefix before every element",
    content: three({ root: ' xmlns:d="urn:ietf:params:xml:ns:dmarc-2.0"' }).replace(
      /<(\/?)(?=[a-z])/g,
      "<$1d:",
    ),
    counted: [17, 15],
  },
  {
    name: "with attributes of a schema's place",
    content: three({
      root: ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="rua.xsd"',
    }),
    counted: [17, 15],
  },
  { name: "without an XML declaration", content: three({ head: "" }), counted: [17, 15] },
  { name: "with blank lines before the XML declaration", content: `\r\n\r\n${three()}`, counted: [17, 15] },
  { name: "with zeros after its end", content: `${three()}\0\0`, counted: [17, 15] },
  { name: "with a byte order mark", content: `\ufeff${three()}`, counted: [17, 15] },
  {
    name: "in UTF-16",
    content: utf16(three({ head: '<?xml version="1.0" encoding="utf-16"?>\n' })),
    counted: [17, 15],
  },
  { name: "in UTF-16, big endian", content: bigEndian(three({ head: XML })), counted: [17, 15] },
  {
    name: "declared as UTF-16, and in UTF-8",
    content: three({ head: '<?xml version="1.0" encoding="UTF-16"?>\n' }),
    counted: [17, 15],
  },
  {
    name: "in Latin-1, as it says",
    content: Buffer.from(
      three({ org: "Société", head: '<?xml version="1.0" encoding="ISO-8859-1"?>\n' }),
      "latin1",
    ),
    counted: [17, 15, "Société"],
  },
  {
    name: "in Latin-1, though it says UTF-8",
    content: Buffer.from(three({ org: "Büro" }), "latin1"),
    counted: [17, 15, "Büro"],
  },
  {
    name: "in a character set that nobody knows",
    content: three({ head: '<?xml version="1.0" encoding="x-none"?>\n' }),
    counted: [17, 15],
  },
  {
    name: "with a name in Chinese",
    content: three({ org: "腾讯企业邮箱" }),
    counted: [17, 15, "腾讯企业邮箱"],
  },
  {
    name: "with CRLF and tabs",
    content: three().replaceAll("\n", "\r\n").replaceAll("  ", "\t"),
    counted: [17, 15],
  },
  { name: "on one line", content: three().replace(/>\s+</g, "><"), counted: [17, 15] },
  {
    name: "with blanks around every value",
    content: three().replace(/>([^<\s][^<]*)</g, "> \n $1 \n <"),
    counted: [17, 15],
  },
  {
    name: "with values in CDATA",
    content: three().replace(/<org_name>(.*?)</, "<org_name><![CDATA[$1]]><"),
    counted: [17, 15],
  },
  {
    name: "with comments and processing instructions",
    content: three().replaceAll("<record>", "<!-- row --><?x y?><record>"),
    counted: [17, 15],
  },
  {
    name: "with results in capitals",
    content: three().replaceAll(">pass<", ">Pass<").replaceAll(">fail<", ">FAIL<"),
    counted: [17, 15],
  },
  {
    name: "with old words for SPF results",
    content: three().replaceAll(">softfail<", ">hardfail<"),
    counted: [17, 15],
  },
  {
    name: "with elements that only this sender has",
    content: three({ more: "<x><y>1</y></x>" }).replaceAll("</row>", "</row><extra><a/></extra>"),
    counted: [17, 15],
  },
  {
    name: "with a version and pct of RFC 7489",
    content: three({ more: "<pct>100</pct><fo>1</fo>" }).replace(
      "<report_metadata>",
      "<version>1.0</version><report_metadata>",
    ),
    counted: [17, 15],
  },
  {
    name: "without an organization",
    content: three().replace(/<org_name>.*?<\/org_name>/, ""),
    counted: [17, 15, "receiver.example"],
  },
  {
    name: "without a report ID",
    content: three().replace(/<report_id>.*?<\/report_id>/, ""),
    counted: [17, 15],
  },
  { name: "without dates", content: three().replace(/<date_range>.*?<\/date_range>/, ""), counted: [17, 15] },
  {
    name: "with dates in milliseconds",
    content: three().replace("<begin>1764460800</begin>", "<begin>1764460800000</begin>"),
    counted: [17, 15],
  },
  {
    name: "without policy_evaluated, so that alignment is ours to see",
    content: three().replace(/<policy_evaluated>[\s\S]*?<\/policy_evaluated>/g, ""),
    counted: [17, 15],
  },
  {
    name: "without verdicts, under strict alignment",
    content: aggregate({
      more: "<adkim>s</adkim><aspf>s</aspf>",
      rows: [
        { count: 4, dkim: "", spf: "", signed: ["mail.example.com s1 pass"] },
        { count: 3, dkim: "", spf: "", signed: ["example.com s1 pass"] },
      ],
    }),
    counted: [7, 3],
  },
  {
    name: "without auth_results",
    content: three().replace(/<auth_results>[\s\S]*?<\/auth_results>/g, ""),
    counted: [17, 15],
  },
  {
    name: "without envelope_from",
    content: three().replace(/<envelope_from>.*?<\/envelope_from>/g, ""),
    counted: [17, 15],
  },
  {
    name: "without header_from, where the policy's domain counts",
    content: three().replace(/<header_from>.*?<\/header_from>/g, ""),
    counted: [17, 15],
  },
  {
    name: "with an address in place of header_from",
    content: three().replaceAll("<header_from>", "<header_from>info@"),
    counted: [17, 15],
  },
  {
    name: "with a final dot after every domain",
    content: three().replaceAll("example.com<", "example.com.<"),
    counted: [17, 15],
  },
  {
    name: "with domains in capitals",
    content: three().replaceAll("example.com", "EXAMPLE.COM"),
    counted: [17, 15],
  },
  {
    name: "with an IPv4 address in IPv6 form",
    content: three().replace("192.0.2.1<", "::ffff:192.0.2.1<"),
    counted: [17, 15],
  },
  {
    name: "with an IPv6 address in brackets",
    content: three().replace("2001:db8::1<", "[IPv6:2001:DB8::1]<"),
    counted: [17, 15],
  },
  {
    name: "with several signatures and several policies",
    content: aggregate({
      rows: [
        { count: 6, signed: ["example.net a fail", "example.com s1 pass", "example.com s2 fail"] },
        { count: 1, from: "example.org", signed: ["example.org x pass"] },
      ],
    }).replace(
      "</policy_published>",
      "</policy_published><policy_published><domain>example.org</domain><p>reject</p></policy_published>",
    ),
    counted: [7, 7],
  },
  {
    name: "with several rows in a record",
    content: aggregate({ rows: [{ count: 3 }] }).replace(
      "</row>",
      "</row><row><source_ip>192.0.2.9</source_ip><count>4</count><policy_evaluated><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row>",
    ),
    counted: [7, 3],
  },
  { name: "without rows", content: aggregate({ rows: [] }), counted: [0, 0] },
  {
    name: "with the policy after the rows",
    content: three().replace(
      /( {2}<policy_published>.*<\/policy_published>\n)([\s\S]*)<\/feedback>/,
      "$2$1</feedback>",
    ),
    counted: [17, 15],
  },
  {
    name: "with a count of nothing and one without an address",
    content: aggregate({ rows: [{ count: 5 }, { count: "many" }, { ip: "unknown", count: 2 }] }),
    counted: [5, 5],
    codes: ["feedback-row"],
  },
  {
    name: "with a negative count",
    content: aggregate({ rows: [{ count: 5 }, { count: -4 }] }),
    counted: [5, 5],
    codes: ["feedback-row"],
  },
  {
    name: "with a count that no receiver has",
    content: aggregate({ rows: [{ count: 5 }, { count: "99999999999999999999" }] }),
    counted: [5, 5],
    codes: ["feedback-row"],
  },
  {
    name: "with a document type that names a file",
    content: three({
      head: '<?xml version="1.0"?>\n<!DOCTYPE feedback SYSTEM "http://dmarc.example/rua.dtd">\n',
    }),
    counted: [17, 15],
  },
];

/** What carries it. */
const carried: readonly Habit[] = [
  { name: "in gzip", content: gzip(three()), counted: [17, 15] },
  {
    name: "in ZIP",
    content: zip({ name: "receiver.example!example.com!1!2.xml", content: three() }),
    counted: [17, 15],
  },
  { name: "in gzip in gzip", content: gzip(gzip(three())), counted: [17, 15] },
  { name: "in ZIP, as gzip", content: zip({ name: "a.xml.gz", content: gzip(three()) }), counted: [17, 15] },
  {
    name: "two in one ZIP, one with another ID",
    content: zip(
      { name: "a.xml", content: three() },
      { name: "folder/b.xml", content: three({ id: "2" }) },
      { name: "folder/", content: "" },
    ),
    counted: [34, 30],
  },
  {
    name: "in a mail as gzip, called ZIP",
    content: mail({ name: "report.zip", type: "application/zip", content: gzip(three()) }),
    counted: [17, 15],
  },
  {
    name: "in a mail as XML",
    content: mail({ name: "report.xml", type: "text/xml", content: three() }),
    counted: [17, 15],
  },
  {
    name: "in a mail that is nothing else",
    content: `From: a@receiver.example\r\nSubject: r\r\nContent-Type: application/gzip\r\nContent-Transfer-Encoding: base64\r\n\r\n${gzip(three()).toString("base64")}\r\n`,
    counted: [17, 15],
  },
  {
    name: "in a mail as its text",
    content: `From: a@receiver.example\nSubject: r\nContent-Type: text/plain\n\n${three()}`,
    counted: [17, 15],
  },
  {
    name: "in a mail that was forwarded as a whole",
    content: mail({
      name: "r.eml",
      type: "message/rfc822",
      content: mail({ name: "r.xml.gz", content: gzip(three()) }),
    }),
    counted: [17, 15],
  },
  {
    name: "in a mailbox with another mail",
    content: mailbox(
      mail({ name: "r.xml.gz", content: gzip(three()) }),
      "From: a@b.example\nSubject: hello\n\n>From there\n\nFrom the start.\n",
    ),
    counted: [17, 15],
  },
  {
    name: "twice in a mailbox",
    content: mailbox(
      mail({ name: "r.xml.gz", content: gzip(three()) }),
      mail({ name: "r.xml.gz", content: gzip(three()) }),
    ),
    counted: [17, 15],
    codes: ["feedback-duplicate"],
  },
];

/** What is no report, or is not whole. */
const faulty: readonly Habit[] = [
  { name: "cut off", content: three().slice(0, 900), codes: ["feedback-unreadable"] },
  {
    name: "with an unescaped ampersand",
    content: three({ org: "Smith & Sons" }),
    codes: ["feedback-unreadable"],
  },
  {
    name: "with tags that do not close",
    content: three().replaceAll("</row>", ""),
    codes: ["feedback-unreadable"],
  },
  { name: "with control characters", content: three({ org: "a\u0001b" }), codes: ["feedback-unreadable"] },
  {
    name: "as gzip that is cut off",
    content: gzip(three()).subarray(0, 200),
    codes: ["feedback-unreadable"],
  },
  {
    name: "as a ZIP that is cut off",
    content: zip({ name: "a.xml", content: three() }).subarray(0, 200),
    codes: ["feedback-unreadable"],
  },
  {
    name: "as an encrypted ZIP",
    content: zip({ name: "a.xml", content: three(), isEncrypted: true }),
    codes: ["feedback-unreadable"],
  },
  {
    name: "with nothing of a report in it",
    content: "<feedback></feedback>",
    codes: ["feedback-unreadable"],
  },
  { name: "of other XML", content: "<?xml version='1.0'?><html><body/></html>" },
  { name: "of HTML", content: "<!DOCTYPE html>\n<html><br></html>" },
  { name: "of text", content: "hello" },
  { name: "of nothing", content: "" },
];

export const HABITS: readonly Habit[] = [...written, ...carried, ...faulty];
