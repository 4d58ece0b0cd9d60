/** The drift of a stack as Markdown for an issue or a comment, cut to the size that forges accept. */
import { shellCommand } from "../../tools/shell-word.mjs";
import { type Drift, hasDrift } from "../live/drift-record.ts";
import { driftGroups, driftLine, driftRemedies } from "./drift-text.ts";
import { driftSentence } from "./drift-words.ts";
import { fitComment, inCode, plainText } from "./markdown.ts";
import { shownOwner } from "./plan-words.ts";

/** The remedies come before the records, so that they are never cut. */
export function printDriftMarkdown(drift: Drift): string {
  const remedies = driftRemedies(drift).map((remedy) => `\n${plainText(remedy)}\n`);
  const unread = drift.unread.map(({ reason }) => `- ❓ ${plainText(reason)}\n`);
  const items = [...driftGroups(drift)].flatMap(([title, { records, conflicts }]) => {
    const [first = "", ...others] = [
      ...records.map(
        (record) =>
          `- ${record.live === undefined ? "➖" : "✏️"} ${plainText(`${shownOwner(record.state.name)}: ${driftSentence(record)}`)}\n`,
      ),
      ...conflicts.map(
        ({ finding }) =>
          `- ⚠️ ${plainText(finding.message)}\n${finding.help === undefined ? "" : `  - help: ${plainText(finding.help)}\n`}`,
      ),
    ];
    return [`\n**${plainText(title)}**\n\n${first}`, ...others];
  });
  const head = `### mailzone drift of ${plainText(drift.stack)}: ${driftLine(drift)}\n${remedies.join("")}`;
  const parted = unread.length > 0 && hasDrift(drift) ? ["\n**Unknown**\n\n"] : [];
  return fitComment(
    head,
    [...items, ...parted, ...unread],
    `run ${inCode(shellCommand(["mailzone", "drift", drift.stack]))} to see all`,
  );
}
