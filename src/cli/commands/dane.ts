/** The keys of mail hosts: `dane pin`. */
import type { Command } from "commander";
import { DANE_PIN_HELP } from "../help.ts";
import { quiet, resolver, root } from "./options.ts";

/** In the group of `dkim`. */
export function addDaneCommands(program: Command): void {
  const dane = program.command("dane").description("Keep the TLSA records of mail hosts of your own");

  dane
    .command("pin")
    .description("Ask the mail hosts of domains which keys they have, and write the digests into the specs")
    .argument("<domain...>", "Mail domains")
    .option("--smtp-port <port>", "Connect to this port of theirs instead of 25, as in a lab")
    .option("--stack <stack>", "The stack of the specs, if several have a domain")
    .addOption(resolver("Ask this resolver"))
    .addOption(root())
    .addOption(quiet())
    .addHelpText("after", DANE_PIN_HELP)
    .action(async (domains, options) => (await import("../dane/pin.ts")).pin(domains, options));
}
