import { shellWord } from "../../../tools/shell-word.mjs";
import { parseRecordName } from "../../cloud/resource-name.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownName } from "../../words/record.ts";
import { counted } from "../../words/text.ts";
import type { LiveCheck } from "../check.ts";

export const provOwnedGone: LiveCheck = {
  id: "prov-owned-gone",
  severity: "warning",
  rule: "Every record in the stack's state is in its zone; otherwise a run was interrupted, or somebody deleted the record.",
  source: "practice",
  explanation: {
    why: "The engine compares the specs with its state, not with the zone. It changes or deletes what the state says is there, and creates nothing that the state already has.",
    effect:
      "A record that is still wanted stays missing, though every run says that it is unchanged. Cloudflare refuses to change or delete one that is gone (error 81044), so no update succeeds.",
    fix: "Run mailzone recover STACK, which brings the state up to date and changes no zone, and then pulumi up.",
    fails: "# no spec can show this: it needs a record in the state that is not in the zone\n",
    passes: "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n",
  },
  checkLive({ zone, gone }, report) {
    const [first] = zone.domains;
    if (first === undefined || gone.length === 0) return;
    const { spec } = first.domain;
    report({
      message: `${counted(gone.length, "record")} of the stack ${gone.length === 1 ? "is" : "are"} no longer in the zone ${shownName(zone.name)}: ${listed(gone.map(({ name }) => shownOwned(name)))}; a run was interrupted, or somebody deleted ${gone.length === 1 ? "it" : "them"}`,
      help: `run ${ownCommand(`recover ${shellWord(spec.stack ?? "STACK")} --yes`)}, which updates the stack's state and changes no zone, and then pulumi up`,
      ...atDomain(first.domain),
      place: first.place,
    });
  },
};

/** The owner and the type, which tell a person enough; a resource's name goes on with a key. */
function shownOwned(name: string): string {
  const parsed = parseRecordName(name);
  return parsed === undefined ? name : `${shownName(parsed.owner)} ${parsed.type}`;
}
