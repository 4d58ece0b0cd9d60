/** Says where the clone is. */
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's folder, relative to this file, so that a clone can be moved and the tools can be started from anywhere. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
