/** `mailzone permissions`: the least that publishing these specs needs to be allowed at each cloud. */
import process from "node:process";
import type { PublishedZone } from "../cloud/permissions.ts";
import type { Zone } from "../plan/zone.ts";
import { policyWorkerOf } from "../preset/policy-worker.ts";
import { type AccountPermissions, permissionsJson, printPermissions } from "../report/permissions.ts";
import { projectOf } from "../source/project.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { readStackFile, type StackFile } from "../spec/stack-file.ts";
import { withoutDot } from "../zone/name.ts";
import { CannotRun, exitBy, load, printFindingsAside, printJson, printResult } from "./output.ts";

type Format = "text" | "json" | "aws" | "alicloud";

/** The formats that are the document of one cloud alone. */
const DOCUMENT_OF: Partial<Readonly<Record<Format, CloudId>>> = { aws: "route53", alicloud: "alidns" };

export function permissions(paths: readonly string[], { format }: { readonly format: Format }): void {
  const { zones, findings } = load(paths);
  const all = permissionsOf(zones);
  const cloud = DOCUMENT_OF[format];
  if (cloud !== undefined) printResult(onlyDocument(all, cloud));
  else if (format === "json") printJson(permissionsJson(all));
  else printResult(printPermissions(all));
  const errors = findings.filter(({ severity }) => severity === "error");
  printFindingsAside(errors);
  exitBy(errors);
}

function permissionsOf(zones: readonly Zone[]): AccountPermissions[] {
  const files = new Map<string, StackFile>();
  const { root } = projectOf(process.cwd(), process.cwd());
  const fileOf = (stack: string): StackFile => {
    const file = files.get(stack) ?? readStackFile(root, stack);
    files.set(stack, file);
    return file;
  };
  const byAccount = Map.groupBy(zones, ({ cloud, account }) => `${cloud.id} ${account ?? ""}`);
  return [...byAccount.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { cloud, account } = first;
    return [{ cloud, account, ...cloud.permissions(group.map((zone) => published(zone, fileOf))) }];
  });
}

function published(zone: Zone, fileOf: (stack: string) => StackFile): PublishedZone {
  const stack = zone.domains[0]?.domain.spec.stack;
  const configured = stack && fileOf(stack).zoneIds[zone.cloud.id]?.[withoutDot(zone.name)];
  const id = zone.zoneId ?? (typeof configured === "string" ? configured : undefined);
  return {
    name: zone.name,
    isCreated: zone.create !== undefined,
    isSigned: zone.dnssec?.is === "on",
    hasWorker: zone.domains.some(({ domain }) => policyWorkerOf(domain) !== undefined),
    ...(id !== undefined && { id }),
  };
}

/** The document alone, to pass to the cloud's own tools. */
function onlyDocument(all: readonly AccountPermissions[], cloud: CloudId): string {
  const documents = all.filter((one) => one.cloud.id === cloud);
  const [only] = documents;
  if (only === undefined) throw new CannotRun(`no spec publishes to ${cloud}`);
  if (documents.length > 1)
    throw new CannotRun(
      `the specs publish to ${documents.length} accounts on ${only.cloud.title}: name the specs of one of them`,
    );
  return `${JSON.stringify(only.document, null, 2)}\n`;
}
