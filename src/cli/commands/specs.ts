/** What a spec says, without an account: `check`, `zone`, `plan`, `report`, `spf`, `permissions`, `sts`, `clients`. */
import type { Command } from "commander";
import { CLIENTS_EXPORT_HELP, PLAN_HELP, REPORT_HELP, STS_EXPORT_HELP } from "../help.ts";
import { format, only, PATHS, quiet, resolver, root, severity } from "./options.ts";

export function addSpecCommands(program: Command): void {
  program.commandsGroup("Specs:");

  program
    .command("check")
    .description("Check specs or zone files before anything is applied; needs no credentials and no network")
    .argument("[path...]", `${PATHS}, or zone files`, ["stacks"])
    .addOption(format("text", "json", "sarif", "junit", "github", "markdown"))
    .addOption(severity("info"))
    .addOption(quiet())
    .addOption(only("Report only what concerns this mail domain"))
    .option("--domain <name>", "The mail domain in a zone file, if it is not the zone itself")
    .option("--zone-file", "Read every PATH as a zone file; normally its form shows what it is")
    .option("--explain <code>", "Explain a finding's code, and exit")
    .action(async (paths, options) => (await import("../check.ts")).check(paths, options));

  program
    .command("zone")
    .description("Show the DNS records that specs define")
    .argument("[path...]", PATHS, ["stacks"])
    .addOption(only("Show only this mail domain"))
    .option("--domain <name>", "The same for one domain")
    .addOption(format("text", "json", "bind"))
    .addOption(severity("error"))
    .addOption(quiet())
    .action(async (paths, options) => (await import("../zone.ts")).zone(paths, options));

  program
    .command("plan")
    .description(
      "Show what pulumi up would do: the resources of the specs, or with --stack the records that change",
    )
    .argument("[path...]", `${PATHS} (default: stacks); not with --stack`)
    .option("--stack <stack>", "Run pulumi preview of this stack, and show which records change and how")
    .addOption(only("Show only this mail domain"))
    .addOption(format("text", "json", "markdown"))
    .addOption(severity("error; with --stack, also warnings of the run"))
    .addOption(quiet())
    .addHelpText("after", PLAN_HELP)
    .action(async (paths, options) => (await import("../plan.ts")).plan(paths, options));

  program
    .command("report")
    .description(
      "Write a page for people: every domain, what was found, how to mend it, what DNS answered, and what receivers reported",
    )
    .argument("[path...]", PATHS, ["stacks"])
    .option("--verify <file>", "What mailzone verify --format json printed")
    .option("--drift <file>", "What mailzone drift or mailzone fleet drift printed with --format json")
    .option("--dmarc <file>", "What mailzone dmarc report --format json printed")
    .option("--out <folder>", "Where the page goes, as index.html", "mailzone-report")
    .addOption(only("Only this mail domain"))
    .addOption(quiet())
    .addHelpText("after", REPORT_HELP)
    .action(async (paths, options) => (await import("../page.ts")).page(paths, options));

  program
    .command("spf")
    .description(
      "Show how many DNS lookups each domain's SPF record costs, term by term; or with --ip what it says of a client",
    )
    .argument("[path...]", `${PATHS} (default: stacks); with --ip a domain will do`)
    .addOption(format("text", "json"))
    .addOption(only("Show only this mail domain"))
    .addOption(severity("error"))
    .addOption(quiet())
    .option("--refresh", "Update the snapshot of mail services' SPF records from DNS, and exit")
    .option("--ip <address>", "Evaluate SPF for mail from this address; exit code 0 only for pass")
    .option("--sender <address>", "With --ip: the envelope sender (default: postmaster@ the domain)")
    .option("--helo <name>", "With --ip: the name that the client greets with (default: the sender's domain)")
    .addOption(resolver("With --ip: look names up here"))
    .addOption(root("With --ip: begin at this server instead of the root servers"))
    .action(async (paths, options) => (await import("../spf.ts")).spf(paths, options));

  program
    .command("permissions")
    .description("Print the least privileges that publishing needs at each cloud, as policy documents")
    .argument("[path...]", PATHS, ["stacks"])
    .addOption(format("text", "aws", "alicloud", "json"))
    .action(async (paths, options) => (await import("../permissions.ts")).permissions(paths, options));

  program
    .command("sts")
    .description("The MTA-STS policies of specs")
    .command("export")
    .description("Write the policy of each domain for a web server, and a Caddyfile that serves all of them")
    .argument("<folder>", "Where to write them")
    .argument("[path...]", `${PATHS} (default: stacks)`)
    .addOption(only("Only the policy of this mail domain"))
    .addOption(quiet())
    .addHelpText("after", STS_EXPORT_HELP)
    .action(async (folder, paths, options) =>
      (await import("../sts-export.ts")).stsExport(folder, paths, options),
    );

  program
    .command("clients")
    .description("The settings of mail programs for the domains of specs")
    .command("export")
    .description("Write autoconfig, autodiscover and Apple profiles of each domain for a web server")
    .argument("<folder>", "Where to write them")
    .argument("[path...]", `${PATHS} (default: stacks)`)
    .addOption(only("Only the settings of this mail domain"))
    .addOption(quiet())
    .addHelpText("after", CLIENTS_EXPORT_HELP)
    .action(async (folder, paths, options) =>
      (await import("../clients-export.ts")).clientsExport(folder, paths, options),
    );
}
