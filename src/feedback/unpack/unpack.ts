/** Finds the reports in a file: as they are, compressed, in archives, in mails, in mailboxes, and in each other. */
import { gunzipSync } from "node:zlib";
import { MOST_IN_REPORT, MOST_NESTING, mostFrom, Room } from "./bounds.ts";
import { type Fault, refused, unreadable } from "./fault.ts";
import { formOf } from "./form.ts";
import { mailParts } from "./mail.ts";
import { mailsIn } from "./mailbox.ts";
import { tooLarge, zipEntries } from "./zip.ts";

/** Something in a file, by the names that lead to it: `["example.zip", "example.xml"]`. */
interface In {
  readonly path: readonly string[];
}

/** A document that may be a report. */
interface Found extends In {
  readonly kind: "xml" | "json";
  readonly octets: Uint8Array;
}

/** `other` is no report: a mail without one, an image; `failure` a report about one message. */
export type Unpacked = Found | (In & { readonly kind: "other" | "failure" }) | (In & Fault);

/** One after the other, so that of a mailbox one mail at a time is in memory. Never throws. */
export async function* unpack(octets: Uint8Array): AsyncGenerator<Unpacked> {
  yield* unpackPart(octets, [], new Room(octets.length));
}

async function* unpackPart(
  octets: Uint8Array,
  path: readonly string[],
  room: Room,
): AsyncGenerator<Unpacked> {
  if (path.length > MOST_NESTING) {
    yield { path, ...refused(`it is in more than ${MOST_NESTING} archives or mails, one in the other`) };
    return;
  }
  if (!room.take(octets.length)) {
    yield {
      path,
      ...refused("the file unpacks to more than a file of reports does; the rest of it is not read"),
    };
    return;
  }
  const form = formOf(octets);
  switch (form) {
    case "xml":
    case "json":
      yield octets.length > MOST_IN_REPORT
        ? { path, ...refused(`it has ${octets.length} octets`) }
        : { path, kind: form, octets };
      return;
    case "gzip": {
      const inside = gunzipped(octets);
      if (inside instanceof Uint8Array) yield* unpackPart(inside, [...path, "gzip"], room);
      else yield { path, ...inside };
      return;
    }
    case "zip":
      for await (const { name, content } of zipEntries(octets)) {
        const at = name === "" ? path : [...path, name];
        if (content instanceof Uint8Array) yield* unpackPart(content, at, room);
        else yield { path: at, ...content };
      }
      return;
    case "mailbox": {
      let number = 0;
      for (const mail of mailsIn(octets)) {
        number += 1;
        yield* unpackMail(mail, [...path, `mail ${number}`], room);
      }
      return;
    }
    case "mail":
      yield* unpackMail(octets, path, room);
      return;
    default:
      yield { path, kind: "other" };
  }
}

async function* unpackMail(
  octets: Uint8Array,
  path: readonly string[],
  room: Room,
): AsyncGenerator<Unpacked> {
  const parts = await mailParts(octets);
  if (parts === "failure") yield { path, kind: "failure" };
  else if ("kind" in parts) yield { path, ...parts };
  else if (parts.length === 0) yield { path, kind: "other" };
  else for (const { name, content } of parts) yield* unpackPart(content, [...path, name], room);
}

function gunzipped(octets: Uint8Array): Uint8Array | Fault {
  const most = mostFrom(octets.length);
  try {
    return gunzipSync(octets, { maxOutputLength: most });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ERR_BUFFER_TOO_LARGE"
      ? tooLarge(octets.length, most)
      : unreadable(`the gzip file is damaged (${message})`);
  }
}
