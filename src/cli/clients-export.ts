/** `mailzone clients export`: the settings of mail programs for the domains of specs, as files for a web server. */
import type { Domain } from "../preset/domain.ts";
import { autoconfigXml } from "../report/clients/autoconfig.ts";
import { autodiscoverXml } from "../report/clients/autodiscover.ts";
import { mobileconfig } from "../report/clients/mobileconfig.ts";
import { firstOf, listed } from "../words/list.ts";
import { counted, visible } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";
import { CannotRun, printResult } from "./output.ts";
import { hint } from "./shown.ts";
import { type ExportOptions, exportable, writeHosts } from "./web-export.ts";

/** Providers that a hint names. */
const MOST = 4;

/** @throws CannotRun when the paths or the folder cannot be used */
export function clientsExport(
  folder: string,
  paths: readonly string[],
  { only, ...shown }: ExportOptions,
): void {
  const specs = exportable(paths, only);
  if (specs === undefined) return;
  const able = specs.domains.filter(({ clients }) => clients !== undefined);
  const unable = new Set(
    specs.domains.flatMap(({ spec, clients }) =>
      clients === undefined && spec.mailbox !== undefined && spec.mode !== "parked" ? [spec.mailbox.id] : [],
    ),
  );
  const providers = visible(listed(firstOf([...unable].sort(), MOST)));
  if (able.length === 0) {
    throw new CannotRun(
      unable.size === 0
        ? "no spec has a mailbox, so there is nothing that mail programs could be set up for"
        : `the presets of these specs have no clients, so the servers of mail programs are unknown: ${providers}`,
    );
  }
  const files = new Map(able.flatMap((domain) => [...filesOf(domain)]));
  writeHosts(folder, files);
  if (unable.size > 0)
    hint(`nothing was written for domains of presets without clients: ${providers}`, shown);
  printResult(
    `wrote the settings of ${counted(able.length, "domain")} and a Caddyfile to ${visible(folder)}`,
  );
}

/** By host and path, as the programs ask for them. */
function* filesOf({ spec, clients }: Domain): Generator<readonly [path: string, text: string]> {
  if (clients === undefined) return;
  const domain = withoutDot(spec.domain);
  const xml = autoconfigXml(domain, clients);
  yield [`autoconfig.${domain}/mail/config-v1.1.xml`, xml];
  yield [`${domain}/.well-known/autoconfig/mail/config-v1.1.xml`, xml];
  yield [`autodiscover.${domain}/autodiscover/autodiscover.xml`, autodiscoverXml(clients)];
  const profile = mobileconfig(domain, clients);
  if (profile !== undefined) yield [`autoconfig.${domain}/mail/${domain}.mobileconfig`, profile];
}
