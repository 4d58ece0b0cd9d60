/** The folders of specs that a project has for its stacks. */
import { existsSync, readdirSync } from "node:fs";
import { STACKS } from "../../spec/find.ts";

/** By name, without the sandbox's. */
export const stackFolders = (): readonly string[] =>
  existsSync(STACKS)
    ? readdirSync(STACKS, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== "sandbox")
        .map(({ name }) => name)
    : [];
