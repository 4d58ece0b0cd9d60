/** SVG files that may be compressed. */
import { gunzipSync } from "node:zlib";

/** Octets of an SVG file, unpacked. */
export const MOST_UNPACKED = 1 << 20;

/** An SVG file, of gzip or not. @throws Error for one that cannot be unpacked, or becomes too large */
export const unpacked = (file: Buffer): Buffer =>
  file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file, { maxOutputLength: MOST_UNPACKED }) : file;
