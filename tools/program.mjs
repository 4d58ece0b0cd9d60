/** `mailzone/program`, the program of a user's own project. It runs on any Node, to say in one line that one is too old. */
import { RunError } from "@pulumi/pulumi/errors.js";
import { atLeast, NODE_MINIMUM } from "./version.mjs";

if (!atLeast(process.versions.node, NODE_MINIMUM)) {
  throw new RunError(
    `Node ${process.versions.node} is too old: mailzone needs ${NODE_MINIMUM} or newer on PATH; nothing was changed`,
  );
}

// only the package has this file's neighbour compiled; in a clone, Pulumi.yaml names main.ts itself
export default (await import(new URL("../src/pulumi/main.js", import.meta.url).href)).default;
