/** How far the keys of mail hosts are, as text for people: a line for each record, then what to do next. */
import { type CertificateStatus, called, type HostStatus } from "../live/dane/host-status.ts";
import type { KeyAnswer } from "../live/dkim/keys-at.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { visible } from "../words/text.ts";
import { shownTime } from "../words/time.ts";
import { columns } from "./columns.ts";
import { shownGroups } from "./server-groups.ts";

export function printHosts(hosts: readonly HostStatus[]): string[] {
  const head = ["mail host", "TLSA", "of", "since", "in DNS", "the server has it"];
  const rows = hosts.flatMap(({ host, certificates }) =>
    certificates.map((one) => {
      const { usage, selector, matching } = one.certificate.data;
      return [
        ...[visible(shownName(host)), `${usage} ${selector} ${matching}`, visible(called(one))],
        ...[shownSince(one), shownAnswers(one), shownPresented(one)],
      ];
    }),
  );
  const steps = hosts.flatMap(({ host, next }) =>
    next === undefined ? [] : [`  ${visible(shownName(host))}: ${visible(next)}\n`],
  );
  return [columns([head, ...rows]), ...(steps.length > 0 ? ["\nnext:\n", ...steps] : []), "\n"];
}

function shownSince({ certificate: { since } }: CertificateStatus): string {
  if (since === undefined) return "unknown";
  return since.length > 10 ? shownTime(since) : since;
}

const WORDS: Readonly<Record<KeyAnswer, string>> = {
  wanted: "as wanted",
  other: "other records",
  none: "none",
  unanswered: "no answer",
};

const shownAnswers = ({ servers }: CertificateStatus): string =>
  shownGroups(Map.groupBy(servers, ({ key }) => WORDS[key]));

function shownPresented({ presentedAt }: CertificateStatus): string {
  if (presentedAt === undefined) return "not asked";
  return presentedAt.length === 0 ? "no" : `at ${listed(presentedAt)}`;
}
