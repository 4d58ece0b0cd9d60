import type { CheckCase } from "../check-case.ts";
import { bimi, LOGO, mail, REJECT, withLogo } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "bimi-vmc",
    title: "tells of a logo without a certificate",
    specs: mail(
      REJECT,
      bimi("v=BIMI1; l=https://example.com/logo.svg"),
      bimi("v=BIMI1; l=https://example.com/l.svg; a=", "b._bimi"),
    ),
    finds: ["info 6:5", "info 7:5"],
  },
  {
    check: "bimi-vmc",
    title: "tells of a logo under bimi: without a certificate",
    specs: withLogo("https://example.com/logo.svg"),
    finds: ["info 5:1"],
    mended: withLogo("https://example.com/logo.svg", "https://example.com/vmc.pem"),
  },
  {
    check: "bimi-vmc",
    title: "is silent with one, and for a domain that declines",
    specs: mail(REJECT, bimi(LOGO), bimi("v=BIMI1; l=", "b._bimi")),
    finds: [],
  },
];
