/** Presets, and which of them a domain uses: `providers`, `schema`, `detect`. */
import { type Command, Option } from "commander";
import { CLOUD_IDS } from "../../spec/cloud-id.ts";
import { oneOf } from "../../words/list.ts";
import { format } from "./options.ts";

const KINDS = ["mailbox", "sender", "gateway", "forwarder", "receiver", "selfhosted", "policy"];

export function addProviderCommands(program: Command): void {
  program.commandsGroup("Mail providers:");

  const providers = program
    .command("providers")
    .description("List the mail providers, or show one: its records, parameters and sources")
    .argument("[provider]", "A provider's id")
    .addOption(new Option("--kind <kind>", "Only providers of this kind").choices(KINDS))
    .option("--search <text>", "Only providers whose id, title or vendor contains these words")
    .addOption(format("text", "json"))
    .action(async (id, options) => (await import("../providers.ts")).providers(id, options));

  providers
    .command("lint")
    .description("Check preset files: their grammar, their parameters, and what they publish on every cloud")
    .argument("[file...]", "YAML files (default: your own, in providers/ and templates/)")
    .addOption(format("text", "json"))
    .action(async (files, options) => (await import("../providers-lint.ts")).providersLint(files, options));

  providers
    .command("add")
    .description("Convert a Domain Connect template to a preset, for you to review")
    .argument("<template>", "The template's JSON file")
    .option("--id <id>", "The preset's id (default: derived from the template's ids)")
    .option("--output <file>", "A new file to write to (default: standard output)")
    .action(async (template, options) =>
      (await import("../providers-add.ts")).providersAdd(template, options),
    );

  program
    .command("schema")
    .description(
      "Write the JSON Schemas of specs, defaults and presets for your editor, with your own presets",
    )
    .option("--out <folder>", "The folder to write to (default: .mailzone/schema beside Pulumi.yaml)")
    .action(async (options) => (await import("../schema.ts")).schema(options));

  program
    .command("detect")
    .description("Identify the mail services behind a domain's records, and print or write a matching spec")
    .argument("<domain|zonefile...>", "Domains, whose records are looked up in DNS, and zone files")
    .option("--domain <name>", "With a zone file: the mail domain, if it is not the zone's own name")
    .option("--server <address>", "DNS server to ask, such as 127.0.0.1:5353 (default: this machine's)")
    .option("--dns <cloud>", `The DNS host to write into the spec: ${oneOf(CLOUD_IDS.toSorted())}`)
    .option("--write", "Write a spec for each mail domain, as import does; never overwrites a file")
    .option("--stack <stack>", "With --write: into stacks/<stack>/ (default: the only stack)")
    .option("--out <folder>", "With --write: into this folder")
    .addOption(format("text", "json"))
    .action(async (what, options) => (await import("../detect.ts")).detect(what, options));
}
