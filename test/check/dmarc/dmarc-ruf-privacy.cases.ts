import { dmarcRufPrivacy } from "../../../src/check/dmarc/dmarc-ruf-privacy.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcRufPrivacy, ["info 4:65"]),
  {
    check: "dmarc-ruf-privacy",
    title: "tells of fo without ruf",
    specs: texts(["_dmarc", "v=DMARC1; p=none; fo=1"]),
    finds: ["info 5:59"],
  },
];
