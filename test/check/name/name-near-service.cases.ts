import { nameNearService } from "../../../src/check/name/name-near-service.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

/** Names that are meant to be another, and that one. */
const INCLUDES = [
  ["protection.outlook.com", "spf.protection.outlook.com"],
  ["spf.protecton.outlook.com", "spf.protection.outlook.com"],
  ["sendgird.net", "sendgrid.net"],
  ["_spf.gogle.com", "_spf.google.com"],
  ["spf.mandrilapp.com", "spf.mandrillapp.com"],
] as const;

const EXCHANGES = [
  ["aspmx.l.gogle.com", "aspmx.l.google.com"],
  ["aspmx.1.google.com", "aspmx.l.google.com"],
  ["apsmx.l.google.com", "aspmx.l.google.com"],
] as const;

const includes = (name: string): string => sends(`spf: {include: [${name}]}`);
const exchange = (name: string): string => sends("records:", `  - {type: MX, value: 10 ${name}}`);

export const cases: readonly CheckCase[] = [
  ...explained(nameNearService, ["warning 5:43"]),
  ...INCLUDES.map(
    ([name, meant]): CheckCase => ({
      check: "name-near-service",
      title: `asks whether include:${name} is ${meant}`,
      specs: includes(name),
      finds: ["warning 4:17"],
      mended: includes(meant),
    }),
  ),
  ...EXCHANGES.map(
    ([name, meant]): CheckCase => ({
      check: "name-near-service",
      title: `asks whether the MX host ${name} is ${meant}`,
      specs: exchange(name),
      finds: ["warning 5:26"],
      mended: exchange(meant),
    }),
  ),
  {
    check: "name-near-service",
    title:
      "takes hosts that differ on purpose: by a number, a region, a customer, another top-level domain, a name of one's own",
    specs: sends(
      "spf: {include: [_spf2.google.com, uk._netblocks.mimecast.com, acme._spf.google.com, zoho.uk, mailjet.example.net, outlook.com, spf.gooogle.example.com]}",
      "records:",
      "  - {type: MX, values: [10 aspmx2.l.google.com, 20 mx7.zoho.com, 30 mxc.mailgun.org, 40 mx.zoho.uk, 50 mx.example.net]}",
    ),
    finds: [],
  },
];
