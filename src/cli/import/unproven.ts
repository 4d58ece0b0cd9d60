/** Findings about specs that do not publish exactly what was taken from their source. */
import type { Finding } from "../../finding.ts";
import type { Reproduction } from "../../import/reproduce.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import { printRdata } from "../../zone/rdata.ts";

export const unproven = (reproductions: readonly Reproduction[]): Finding[] =>
  reproductions.flatMap(({ domain, from, unproven: records }) =>
    records.map(({ name, data }): Finding => {
      return {
        code: "import-inexact",
        severity: "error",
        message: `the spec of ${withoutDot(domain)} and ${from} differ at ${shownName(name)} ${data.type} ${printRdata(data)}`,
        help: "compare the spec with the source before you use it, and report this to mailzone",
        domain: withoutDot(domain),
      };
    }),
  );
