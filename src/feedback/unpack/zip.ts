/** The files of a ZIP archive, unpacked in memory and never more than may be. */
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { MOST_ENTRIES, mostFrom } from "./bounds.ts";
import { type Fault, refused, unreadable } from "./fault.ts";

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array | Fault;
}

/** yauzl names no entry that is absolute or leads out of the archive, and none after it. */
const PATH_TRICK = /^(?:absolute path|invalid relative path|invalid characters in fileName)/;

/** What cannot be unpacked is a fault in its place; one of the archive as a whole is the last that comes, without a name. */
export async function* zipEntries(octets: Uint8Array): AsyncGenerator<ZipEntry> {
  try {
    const zip = await fromBufferPromise(Buffer.from(octets.buffer, octets.byteOffset, octets.length), {
      lazyEntries: true,
    });
    if (zip.entryCount > MOST_ENTRIES) {
      yield { name: "", content: refused(`the archive has more than ${MOST_ENTRIES} files`) };
      return;
    }
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith("/")) yield { name: entry.fileName, content: await unpacked(zip, entry) };
    }
  } catch (error) {
    const { message } = error as Error;
    yield {
      name: "",
      content: PATH_TRICK.test(message)
        ? refused(`the archive has a file whose name leads out of it (${message})`)
        : unreadable(`the ZIP archive is damaged (${message})`),
    };
  }
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<Uint8Array | Fault> {
  if (entry.isEncrypted()) return unreadable("it is encrypted");
  const most = mostFrom(entry.compressedSize);
  if (entry.uncompressedSize > most) return tooLarge(entry.compressedSize, entry.uncompressedSize);
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      length += chunk.length;
      // the archive may say less than there is
      if (length > most) return tooLarge(entry.compressedSize, length);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    return unreadable(`the ZIP archive is damaged (${(error as Error).message})`);
  }
}

export const tooLarge = (compressed: number, unpacked: number): Fault =>
  refused(`${compressed} octets unpack to ${unpacked} or more, which no report does`);
