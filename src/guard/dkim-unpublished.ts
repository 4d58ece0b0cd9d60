import type { Finding } from "../finding.ts";
import { isSelector } from "../mail/text-kind.ts";
import { shownName } from "../words/record.ts";
import { aboutName, additionsOf, type Change } from "./change.ts";
import { keyAt } from "./dkim-steps.ts";

/** `dkim-unpublished`: a spec says that servers sign with a key that is published only now. A warning that needs no confirmation. */
export const dkimUnpublished = (change: Change): Finding[] =>
  additionsOf(change, "TXT").flatMap((one) =>
    isSelector(one.name) && keyAt(change, one)?.key.state === "active"
      ? [
          {
            code: "dkim-unpublished",
            severity: "warning",
            message: `the DKIM key ${shownName(one.name)} is active by its spec, but it is published only now, so mail that is signed with it fails until every server answers it`,
            help: "publish it with state: next, and set state: active when mailzone status says that it may sign",
            ...aboutName(change, one),
          } as const,
        ]
      : [],
  );
