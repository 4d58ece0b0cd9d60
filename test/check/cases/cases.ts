import type { CheckCase } from "../check-case.ts";
import { clouds } from "./clouds.ts";
import { cnames } from "./cnames.ts";
import { fleet } from "./fleet.ts";
import { mx } from "./mx.ts";
import { names } from "./names.ts";
import { presets } from "./presets.ts";
import { rrsets } from "./rrsets.ts";
import { texts } from "./texts.ts";

export const cases: readonly CheckCase[] = [
  ...names,
  ...rrsets,
  ...cnames,
  ...mx,
  ...texts,
  ...presets,
  ...clouds,
  ...fleet,
];
