#!/usr/bin/env node
/**
 * Stands in for `pulumi` with states as files: `<stack>.json` in the folder MAILZONE_FAKE, and `<stack>.preview.jsonl` with the
 * events of a preview, `<stack>.survey.json` what the program writes as a survey. Locks are in `backend`, as in one that is a
 * folder; the address of another backend is in `backend-url`, and what the engine says of its locks in `told-locks`, from the
 * second time on in `told-locks-later`. Every call is a line of `calls`.
 */
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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
  case "stack rename": {
    const told = join(home, "told-locks");
    console.error(
      existsSync(told) ? readFileSync(told, "utf8") : `error: a stack named ${stack} already exists`,
    );
    if (existsSync(`${told}-later`)) renameSync(`${told}-later`, told);
    process.exit(1);
    break;
  }
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
  case "whoami --json": {
    const other = join(home, "backend-url");
    const url = existsSync(other) ? readFileSync(other, "utf8") : `file://${join(home, "backend")}`;
    console.log(JSON.stringify({ url }));
    break;
  }
  case "cancel --yes":
    rmSync(join(home, "backend/.pulumi/locks"), { recursive: true, force: true });
    rmSync(join(home, "told-locks"), { force: true });
    break;
  case "refresh --yes": {
    const { deployment } = read(stack);
    const targets = words.filter((_, i) => words[i - 1] === "--target");
    const resources = deployment.resources.filter(({ urn }) => !targets.includes(urn));
    write(stack, { version: 3, deployment: { ...deployment, resources } });
    break;
  }
  case "import --yes": {
    const state = read(stack);
    const { nameTable, resources } = JSON.parse(readFileSync(option("--file"), "utf8"));
    for (const { type, name, id, parent, provider } of resources) {
      const inside = parent === undefined ? "" : `${nameTable[parent].split("::")[2]}$`;
      const urn = `urn:pulumi:${stack}::mailzone::${inside}${type}::${name}`;
      state.deployment.resources.push({
        urn,
        type,
        id,
        parent: nameTable[parent],
        provider: nameTable[provider],
      });
    }
    write(stack, state);
    break;
  }
  default: {
    const survey = join(home, `${stack}.survey.json`);
    if (process.env.MAILZONE_SURVEY && existsSync(survey)) {
      writeFileSync(process.env.MAILZONE_SURVEY, readFileSync(survey));
    }
    const events = join(home, `${stack}.preview.jsonl`);
    if (existsSync(events)) process.stdout.write(readFileSync(events, "utf8"));
  }
}
