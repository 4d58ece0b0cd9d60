/** Options that several commands have. */
import { type Command, Option } from "commander";
import { SEVERITIES } from "../../finding.ts";

export const format = (...choices: string[]): Option =>
  new Option("--format <format>", "Output format").choices(choices).default("text");

export const PATHS = "Spec files or folders";

export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Where DNS is asked; `note` comes before both descriptions. */
export const withServers = (command: Command, resolver = "Also ask this resolver", note = ""): Command =>
  command
    .option(
      "--resolver <address>",
      `${note}${resolver}, such as 192.0.2.53 or [::1]:5353; may be repeated`,
      collect,
      [],
    )
    .option(
      "--root <address>",
      `${note}${note ? "begin" : "Begin"} at this server instead of the root servers; may be repeated`,
      collect,
      [],
    );

/** The least severe findings to show; `usual` says which those are without it. */
export const severity = (usual: string): Option =>
  new Option(
    "--severity <severity>",
    `Show findings of this severity and of worse ones (default: ${usual})`,
  ).choices(SEVERITIES);

export const quiet = (): Option => new Option("--quiet", "Show only errors: no counts, no hints");

/** May be repeated. */
export const repeated = (flags: string, description: string): Option =>
  new Option(flags, `${description}; may be repeated`).argParser(collect).default([], "none");

export const resolver = (what = "Also ask this resolver"): Option =>
  repeated("--resolver <address>", `${what}, such as 192.0.2.53 or [::1]:5353`);

export const root = (what = "Begin at this server instead of the root servers"): Option =>
  repeated("--root <address>", what);

export const only = (what: string): Option => repeated("--only <domain>", what);

/** How DNS is asked by commands that verify. */
export const withVerifying = (command: Command): Command =>
  command
    .option("--wait [duration]", "Ask again until every server agrees, such as --wait 30m")
    .addOption(resolver())
    .addOption(root())
    .option("--smtp", "Also connect to the mail servers, and judge their greeting, STARTTLS and certificates")
    .option("--smtp-port <port>", "Connect to this port of theirs instead of 25, as in a lab")
    .addOption(format("text", "json", "markdown", "junit"))
    .addOption(severity("info"))
    .addOption(quiet());
