import { dmarcWeakerBelow } from "../../../src/check/dmarc/dmarc-weaker-below.ts";
import { openLibrary } from "../../../src/preset/library.ts";
import { exampleUse } from "../../preset/examples.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { KEY_LINE, news, REJECT } from "./specs.ts";

const library = openLibrary();

/** A spec for a name below example.com whose preset has p=none of its own. */
const vendor = (use: string): string => news(use);
const SENDGRID = "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcWeakerBelow, ["warning 7:54 < 5"]),
  // RFC 9989 §4.10.1: without a record of its own a name has sp, else p, of the organization
  ...(
    [
      ["sendgrid", SENDGRID, "sendgrid DMARC"],
      ["mailchimp", "senders: [mailchimp]", "mailchimp DMARC"],
      ["fastmail", "mailbox: fastmail", "fastmail DMARC"],
      ["netease-enterprise", "mailbox: netease-enterprise", "netease-enterprise DMARC"],
    ] as const
  ).map(
    ([id, use, preset]): CheckCase => ({
      check: "dmarc-weaker-below",
      title: `tells that ${id}'s p=none is not published below p=reject`,
      specs: { "spec.yaml": vendor(use), "a.yaml": REJECT },
      finds: [`info 4:${id === "sendgrid" ? 22 : id === "mailchimp" ? 11 : 10} < ${preset} < a.yaml:5`],
    }),
  ),
  ...["aliyun-directmail", "tencent-ses"].map(
    (id): CheckCase => ({
      check: "dmarc-weaker-below",
      title: `tells it in the same spec, where ${id} sends from a name below`,
      specs: `${REJECT}${exampleUse(library, id, []).join("\n")}\n`,
      finds: [`info 6:23 < ${id} DMARC < 5`],
    }),
  ),
  {
    check: "dmarc-weaker-below",
    title: "warns of a written one in another spec, in another zone, and of one made weaker by t=y",
    specs: {
      "spec.yaml": REJECT,
      "a.yaml": "domain: a.example.com\ndns: route53\nmode: send-only\ndmarc: {policy: quarantine}\n",
      "b.yaml":
        "domain: b.example.com\nzone: example.com\ndns: cloudflare\nmode: send-only\ndmarc: {policy: reject, test: true}\n",
    },
    finds: ["warning a.yaml:4:17 < 5", "warning b.yaml:5:17 < 5"],
  },
  {
    check: "dmarc-weaker-below",
    title: "tells of a preset's p=none where the specs do not show what the organization has",
    specs: {
      "spec.yaml": `domain: news.example.com\ndns: cloudflare\n${SENDGRID}\n`,
      "a.yaml": `domain: example.org\ndns: cloudflare\n${SENDGRID}\n`,
      "b.yaml": "domain: shop.example.net\ndns: cloudflare\nmode: parked\n",
    },
    finds: ["info 3:22 < sendgrid DMARC"],
  },
  {
    check: "dmarc-weaker-below",
    title: "warns of a CNAME to a weaker policy of the run, and not of one to a policy that nobody sees",
    specs: `${REJECT}${[
      "records:",
      "  - {name: _dmarc.a, type: CNAME, value: _weak.example.com}",
      "  - {name: _dmarc.b, type: CNAME, value: b.dmarc.example.net}",
      '  - {name: _weak, type: TXT, value: "v=DMARC1; p=none; rua=mailto:d@example.com"}',
      "",
    ].join("\n")}`,
    finds: ["warning 7:5 < 9 < 5"],
  },
  {
    check: "dmarc-weaker-below",
    title:
      "takes what sp lets be weaker, what is as strict, and a name whose organization is not in the specs",
    specs: {
      "spec.yaml": REJECT.replace("policy: reject", "policy: reject, subdomainPolicy: none"),
      "a.yaml": news("dmarc: {policy: none}"),
      "b.yaml": REJECT.replace("example.com", "example.net").replace("d@example.net", "d@example.com"),
      "c.yaml": news("dmarc: {policy: reject}").replaceAll("example.com", "example.net"),
      "d.yaml": "domain: news.example.org\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none}\n",
    },
    finds: [],
  },
  {
    // §4.10.2: psd=n makes an organization, which inherits nothing from above it
    check: "dmarc-weaker-below",
    title: "compares with the organization that psd=n makes, and across a private suffix with nothing",
    specs: {
      "spec.yaml": REJECT,
      "a.yaml":
        'domain: shop.example.com\nzone: example.com\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=reject; psd=n"}\n  - {name: _dmarc.mail, type: TXT, value: "v=DMARC1; p=none"}\n',
      "b.yaml": `domain: uk.com\ndns: cloudflare\nmode: send-only\n${KEY_LINE}\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; psd=y"}\n`,
      "c.yaml": "domain: acme.uk.com\ndns: cloudflare\nmode: send-only\ndmarc: {policy: none}\n",
    },
    finds: ["warning a.yaml:7:54 < a.yaml:6"],
  },
];
