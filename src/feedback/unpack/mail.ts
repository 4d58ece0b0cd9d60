/** What a mail carries: its attachments, and its text if that may be a report. */
import PostalMime, { type Email } from "postal-mime";
import { MOST_IN_MAIL, MOST_PARTS } from "./bounds.ts";
import { type Fault, refused } from "./fault.ts";
import { formOf } from "./form.ts";

export interface MailPart {
  readonly name: string;
  readonly content: Uint8Array;
}

/** `failure`: a report about one message (RFC 9991, RFC 6591), which holds the message and is not opened. */
export type MailParts = readonly MailPart[] | "failure" | Fault;

/** Mails in a mail are parts of it. */
export async function mailParts(octets: Uint8Array): Promise<MailParts> {
  if (octets.length > MOST_IN_MAIL) return refused(`the mail has ${octets.length} octets`);
  let email: Email;
  try {
    email = await PostalMime.parse(octets, {
      forceRfc822Attachments: true,
      maxNestingDepth: 20,
      maxHeadersSize: 1 << 18,
    });
  } catch (error) {
    return refused(`the mail cannot be taken apart (${(error as Error).message})`);
  }
  const { attachments, text } = email;
  if (attachments.some(({ mimeType }) => mimeType === "message/feedback-report")) return "failure";
  if (attachments.length > MOST_PARTS) return refused(`the mail has ${attachments.length} attachments`);
  const parts = attachments.map(({ filename, content }, i) => ({
    name: filename ?? `attachment ${i + 1}`,
    content: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
  }));
  const body = text === undefined ? undefined : Buffer.from(text);
  const form = body && formOf(body);
  return body !== undefined && (form === "xml" || form === "json")
    ? [...parts, { name: "text", content: body }]
    : parts;
}
