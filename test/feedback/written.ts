/** Reports and what carries them, as senders write them; the program itself writes none. */
import { crc32, deflateRawSync, gzipSync } from "node:zlib";

/** One row of a report, in the order of the table that tests write. */
export interface WrittenRow {
  readonly ip?: string;
  readonly count?: number | string;
  readonly from?: string;
  readonly disposition?: string;
  /** What the receiver says; absent: the element is left out. */
  readonly dkim?: string;
  readonly spf?: string;
  readonly reasons?: readonly string[];
  /** `DOMAIN SELECTOR RESULT`; without a selector two words. */
  readonly signed?: readonly string[];
  /** `DOMAIN RESULT`. */
  readonly returned?: readonly string[];
}

export interface WrittenReport {
  readonly org?: string;
  readonly id?: string;
  readonly domain?: string;
  readonly policy?: string;
  readonly more?: string;
  readonly begin?: number;
  readonly rows?: readonly WrittenRow[];
  /** What the root element has besides its name. */
  readonly root?: string;
  readonly head?: string;
}

const DAY = 86_400;

/** A report of the minimal form of both standards; 30 November 2025 unless said otherwise. */
export function aggregate({
  org = "receiver.example",
  id = "1",
  domain = "example.com",
  policy = "none",
  more = "",
  begin = 1_764_460_800,
  rows = [{}],
  root = "",
  head = '<?xml version="1.0" encoding="UTF-8"?>\n',
}: WrittenReport = {}): string {
  return `${head}<feedback${root}>
  <report_metadata>
    <org_name>${org}</org_name>
    <email>dmarc@receiver.example</email>
    <report_id>${id}</report_id>
    <date_range><begin>${begin}</begin><end>${begin + DAY - 1}</end></date_range>
  </report_metadata>
  <policy_published><domain>${domain}</domain><p>${policy}</p><sp>${policy}</sp>${more}</policy_published>
${rows.map(writtenRow).join("")}</feedback>
`;
}

function writtenRow({
  ip = "192.0.2.1",
  count = 1,
  from = "example.com",
  disposition = "none",
  dkim = "pass",
  spf = "fail",
  reasons = [],
  signed = ["example.com s1 pass"],
  returned = ["example.com fail"],
}: WrittenRow): string {
  const keys = signed.map((one) => {
    const [domain, selector, result = selector] = one.split(" ");
    const named = one.split(" ").length > 2 ? `<selector>${selector}</selector>` : "";
    return `<dkim><domain>${domain}</domain>${named}<result>${result}</result></dkim>`;
  });
  const paths = returned.map((one) => {
    const [domain, result] = one.split(" ");
    return `<spf><domain>${domain}</domain><scope>mfrom</scope><result>${result}</result></spf>`;
  });
  return `  <record>
    <row><source_ip>${ip}</source_ip><count>${count}</count>
      <policy_evaluated><disposition>${disposition}</disposition>${element("dkim", dkim)}${element("spf", spf)}${reasons
        .map((type) => `<reason><type>${type}</type></reason>`)
        .join("")}</policy_evaluated></row>
    <identifiers><envelope_from>${from}</envelope_from><header_from>${from}</header_from></identifiers>
    <auth_results>${keys.join("")}${paths.join("")}</auth_results>
  </record>
`;
}

const element = (name: string, text: string): string => (text === "" ? "" : `<${name}>${text}</${name}>`);

export const gzip = (content: string | Uint8Array): Buffer => gzipSync(content);

interface ZipFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the archive says of the content's size, if that is not true. */
  readonly claimed?: number;
  readonly isEncrypted?: true;
}

/** A ZIP archive (APPNOTE.TXT 6.3.10, 4.3). */
export function zip(...files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed, isEncrypted } of files) {
    const octets = Buffer.from(content);
    const packed = deflateRawSync(octets);
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isEncrypted === true ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(octets), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimed ?? octets.length, 18);
    common.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, label, packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, entry, label]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, Buffer.from("PK\x05\x06"), end]);
}

interface Attachment {
  readonly name: string;
  readonly type?: string;
  readonly content: string | Uint8Array;
}

/** A mail with attachments (RFC 2045, RFC 2046). */
export function mail(...attachments: readonly Attachment[]): string {
  const parts = attachments.map(({ name, type = "application/gzip", content }) =>
    [
      "--cut",
      `Content-Type: ${type}; name="${name}"`,
      "Content-Transfer-Encoding: base64",
      `Content-Disposition: attachment; filename="${name}"`,
      "",
      (
        Buffer.from(content)
          .toString("base64")
          .match(/.{1,76}/g) ?? []
      ).join("\r\n"),
      "",
    ].join("\r\n"),
  );
  return [
    "From: dmarc@receiver.example",
    "To: reports@example.com",
    "Subject: Report Domain: example.com Submitter: receiver.example",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="cut"',
    "",
    "--cut",
    "Content-Type: text/plain",
    "",
    "This is an aggregate report.",
    "",
    ...parts,
    "--cut--",
    "",
  ].join("\r\n");
}

/** A mailbox in one file (RFC 4155). */
export const mailbox = (...mails: readonly string[]): string =>
  mails
    .map((one) => `From MAILER-DAEMON Sun Nov 30 00:00:00 2025\n${one.replaceAll("\r\n", "\n")}\n`)
    .join("");
