/** Every code that a finding can have, by id: the rooms' own, the guards and the checks. */
import { checks } from "./check/checks.ts";
import { waiverCodes } from "./check/codes.ts";
import { engineCodes } from "./engine/codes.ts";
import { feedbackCodes } from "./feedback/codes.ts";
import type { Code, CodeWords } from "./finding.ts";
import { guardCodes } from "./guard/codes.ts";
import { guardWords } from "./guard/guard.ts";
import { guards } from "./guard/guards.ts";
import { importCodes } from "./import/codes.ts";
import { bimiCodes } from "./live/bimi/codes.ts";
import { liveCodes } from "./live/codes.ts";
import { smtpCodes } from "./live/smtp/codes.ts";
import { stsCodes } from "./live/sts/codes.ts";
import { planCodes } from "./plan/codes.ts";
import { presetCodes } from "./preset/codes.ts";
import { templateCodes } from "./preset/domain-connect/codes.ts";
import { programCodes } from "./pulumi/codes.ts";
import type { DescribedCode } from "./report/explain.ts";
import { sourceCodes } from "./source/codes.ts";
import { specCodes } from "./spec/codes.ts";
import { zoneCodes } from "./zone/codes.ts";

const ROOMS: readonly Readonly<Record<string, CodeWords>>[] = [
  sourceCodes,
  zoneCodes,
  specCodes,
  presetCodes,
  templateCodes,
  planCodes,
  waiverCodes,
  guardCodes,
  importCodes,
  feedbackCodes,
  engineCodes,
  liveCodes,
  smtpCodes,
  bimiCodes,
  stsCodes,
  programCodes,
];

export const codes: readonly DescribedCode[] = [
  ...ROOMS.flatMap((words) => Object.entries(words)).map(([id, one]) => ({ ...one, id: id as Code })),
  ...guards.map((guard) => ({ ...guardWords(guard), id: guard.id })),
  ...checks,
].sort((a, b) => (a.id < b.id ? -1 : 1));
