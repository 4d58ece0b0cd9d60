import type { CheckCase } from "../check-case.ts";
import { clouds } from "./clouds.ts";
import { cnames } from "./cnames.ts";
import { explained } from "./explained.ts";
import { fleet } from "./fleet.ts";
import { mail } from "./mail.ts";
import { marks } from "./marks.ts";
import { modes } from "./modes.ts";
import { mx } from "./mx.ts";
import { names } from "./names.ts";
import { presets } from "./presets.ts";
import { rrsets } from "./rrsets.ts";
import { services } from "./services.ts";
import { spfBudgets } from "./spf-budget.ts";
import { stacks } from "./stacks.ts";
import { texts } from "./texts.ts";
import { transport } from "./transport.ts";
import { types } from "./types.ts";

export const cases: readonly CheckCase[] = [
  ...names,
  ...rrsets,
  ...cnames,
  ...mx,
  ...texts,
  ...presets,
  ...clouds,
  ...fleet,
  ...transport,
  ...services,
  ...mail,
  ...explained,
  ...marks,
  ...modes,
  ...spfBudgets,
  ...stacks,
  ...types,
];
