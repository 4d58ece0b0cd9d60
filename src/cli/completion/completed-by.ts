/** What completes the values of arguments and options, by the word that stands for the value in `--help`. */
import { codes } from "../../codes.ts";
import { CLOUD_IDS } from "../../spec/cloud-id.ts";

/** Words to choose from, or what the shell finds when it is asked; `nothing` for what only the user knows. */
export type Completed = readonly string[] | "files" | "folders" | "stacks" | "providers" | "nothing";

/** A test names the words of commands that are not here. */
export const COMPLETED_BY: Readonly<Record<string, Completed>> = {
  path: "files",
  file: "files",
  zonefile: "files",
  template: "files",
  "domain|zonefile": "files",
  "domain|path": "files",
  folder: "folders",
  stack: "stacks",
  provider: "providers",
  cloud: CLOUD_IDS,
  code: codes.map(({ id }) => id),
  policy: ["none", "quarantine", "reject"],
  command: "nothing",
  account: "nothing",
  address: "nothing",
  domain: "nothing",
  fleet: "stacks",
  ref: "nothing",
  n: "nothing",
  cron: "nothing",
  duration: "nothing",
  hash: "nothing",
  id: "nothing",
  image: "nothing",
  "key=value": "nothing",
  name: "nothing",
  percent: "nothing",
  port: "nothing",
  selector: "nothing",
  source: "nothing",
  text: "nothing",
  url: "nothing",
  version: "files",
};

export const completedBy = (name: string): Completed =>
  (Object.hasOwn(COMPLETED_BY, name) ? COMPLETED_BY[name] : undefined) ?? "nothing";
