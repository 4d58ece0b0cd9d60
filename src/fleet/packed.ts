/** Results as Temporal keeps them: it takes two megabytes for each, and fifty for a run. */
import { gunzipSync, gzipSync } from "node:zlib";

export const pack = (value: unknown): string => gzipSync(JSON.stringify(value)).toString("base64");

/** What `pack` was given. @throws for what it did not write */
export const unpack = (packed: string): unknown =>
  JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString("utf8"));
