import path from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's folder; found from this file, so that a clone may be moved and the tools started from anywhere. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
