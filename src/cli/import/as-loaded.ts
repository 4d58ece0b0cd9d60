/** Whether specs publish from their files what was proven: defaults above them have a say in it. */
import type { Finding } from "../../finding.ts";
import type { Reproduction } from "../../import/reproduce.ts";
import type { Loaded } from "../../pipeline.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import { printRdata } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";

/** `files` has the file of each mail domain as findings show it. Specs without a DNS host publish nothing yet. */
export function changedByDefaults(
  reproductions: readonly Reproduction[],
  files: ReadonlyMap<Reproduction, string>,
  loaded: Loaded,
): readonly Finding[] {
  const byFile = Map.groupBy(loaded.domains, ({ spec }) => spec.place.file);
  return reproductions.flatMap((made): Finding[] => {
    const file = files.get(made);
    const domains = file === undefined ? undefined : byFile.get(file);
    if (file === undefined || domains === undefined) return [];
    const proven = new Set(made.published.map(shown));
    const published = domains.flatMap(({ records }) => records);
    const isThere = new Set(published.map(shown));
    const [odd] = [
      ...published.filter((one) => !proven.has(shown(one))),
      ...made.published.filter((one) => !isThere.has(shown(one))),
    ];
    if (odd === undefined) return [];
    return [
      {
        code: "import-defaults",
        severity: "error",
        message: `with the defaults above it, the spec of ${withoutDot(made.domain)} ${proven.has(shown(odd)) ? "does not publish" : "also publishes"} ${shownName(odd.name)} ${odd.ttl} ${odd.data.type} ${printRdata(odd.data)}`,
        help: "import into a folder without a defaults.yaml in or above it, or correct the spec",
        domain: withoutDot(made.domain),
        place: { file, line: 1, column: 1 },
      },
    ];
  });
}

const shown = ({ name, ttl, data }: Pick<ZoneRecord, "name" | "ttl" | "data">): string =>
  `${name} ${ttl} ${data.type} ${printRdata(data)}`;
