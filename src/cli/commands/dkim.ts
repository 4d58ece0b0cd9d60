/** DKIM keys of one's own: `dkim new`, `dkim rotate`. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { KEY_ALGORITHMS } from "../../mail/dkim-pair.ts";
import { DKIM_NEW_HELP, DKIM_ROTATE_HELP } from "../help.ts";
import { format, quiet, resolver, root } from "./options.ts";

const SECRET = "Keep the private key as a secret in the config of the spec's stack";

export function addDkimCommands(program: Command): void {
  program.commandsGroup("Keys:");
  const dkim = program.command("dkim").description("Make and rotate the DKIM keys of servers of your own");

  dkim
    .command("new")
    .description(
      "Make a pair of keys: the public one goes into the domain's spec, the private one to a file or a secret",
    )
    .argument("<domain>", "The mail domain")
    .option("--selector <selector>", "The selector (default: by algorithm and day, such as r20261201)")
    .addOption(
      new Option("--algorithm <algorithm>", "The kind of key").choices(KEY_ALGORITHMS).default("rsa2048"),
    )
    .option("--key-out <file>", "Write the private key to this new file, for you alone to read")
    .option("--secret", SECRET)
    .option("--stack <stack>", "The stack of the spec, if several have the domain")
    .addOption(quiet())
    .addHelpText("after", DKIM_NEW_HELP)
    .action(async (domain, options) => (await import("../dkim/new.ts")).newKey(domain, options));

  dkim
    .command("rotate")
    .description("Take domains' keys to the next step: a new key, its use, the end of the old one")
    .argument("[domain|path...]", "Mail domains, or spec files or folders (default: stacks)")
    .option("--key-folder <folder>", "Write new private keys to files in this folder")
    .option("--secret", SECRET)
    .addOption(
      new Option(
        "--wave <n>",
        "Have at most N domains with a next key at a time; the oldest keys come first",
      ).argParser(wave),
    )
    .option("--stack <stack>", "The specs of this stack")
    .addOption(resolver())
    .addOption(root())
    .addOption(format("text", "json"))
    .addOption(quiet())
    .addHelpText("after", DKIM_ROTATE_HELP)
    .action(async (names, options) => (await import("../dkim/rotate.ts")).rotate(names, options));
}

function wave(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1)
    throw new InvalidArgumentError("write a number of domains, such as 100");
  return count;
}
