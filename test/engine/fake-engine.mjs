#!/usr/bin/env node
/**
 * Stands in for `pulumi` with states as files: `<stack>.json` in the folder MAILZONE_FAKE, and `<stack>.preview.jsonl` with the
 * events of a preview. Every call is a line of `calls`.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const home = process.env.MAILZONE_FAKE;
const words = process.argv.slice(2);
const option = (name) => words[words.indexOf(name) + 1];
const stateFile = (stack) => join(home, `${stack}.json`);
const read = (stack) => JSON.parse(readFileSync(stateFile(stack), "utf8"));
const write = (stack, state) => writeFileSync(stateFile(stack), JSON.stringify(state));

appendFileSync(join(home, "calls"), `${words.slice(0, 2).join(" ")}\n`);
const stack = option("--stack");
switch (words.slice(0, 2).join(" ")) {
  case "stack export":
    if (!existsSync(stateFile(stack))) {
      console.error(`error: no stack named '${stack}' found`);
      process.exit(255);
    }
    process.stdout.write(readFileSync(stateFile(stack), "utf8"));
    break;
  case "stack import":
    writeFileSync(stateFile(stack), readFileSync(option("--file")));
    break;
  case "stack ls": {
    const names = readdirSync(home).flatMap((name) => /^(\w+)\.json$/.exec(name)?.[1] ?? []);
    console.log(JSON.stringify(names.map((name) => ({ name }))));
    break;
  }
  case "state move": {
    const [from, to] = [option("--source"), option("--dest")];
    const [source, dest] = [read(from), read(to)];
    const roots = words.filter((word) => word.startsWith("urn:"));
    const goes = ({ urn, parent }) => roots.includes(urn) || roots.includes(parent);
    const moved = source.deployment.resources.filter(goes).map((one) => ({
      ...one,
      urn: one.urn.replace(`urn:pulumi:${from}::`, `urn:pulumi:${to}::`),
    }));
    source.deployment.resources = source.deployment.resources.filter((one) => !goes(one));
    dest.deployment.resources = [...(dest.deployment.resources ?? []), ...moved];
    // the engine writes the other state first
    write(to, dest);
    if (existsSync(join(home, "disk-full"))) {
      console.error("error: no space left on device");
      process.exit(255);
    }
    write(from, source);
    break;
  }
  default: {
    const events = join(home, `${stack}.preview.jsonl`);
    if (existsSync(events)) process.stdout.write(readFileSync(events, "utf8"));
  }
}
