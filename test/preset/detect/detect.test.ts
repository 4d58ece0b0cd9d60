/** Presets are found again in what they publish, alone and together, and their parameters are read back. */
import { describe, expect, test } from "@jest/globals";
import { cloudOfServer } from "../../../src/cloud/clouds.ts";
import { loadText } from "../../../src/pipeline.ts";
import { detect } from "../../../src/preset/detect/detect.ts";
import type { Observed } from "../../../src/preset/detect/facts.ts";
import { type Suggestion, suggest } from "../../../src/preset/detect/suggest.ts";
import { openLibrary } from "../../../src/preset/library.ts";
import { parseRdata, type RecordType } from "../../../src/zone/rdata.ts";
import { exampleUse } from "../examples.ts";

const library = openLibrary();
const presets = library.presets();
const DOMAIN = "example.com.";

/** Presets in whose records nothing is the vendor's. */
const GENERIC: Readonly<Record<string, string>> = {
  "mail-in-a-box": "its hosts are the user's own, and all its records are of forms that others have",
  mailcow: "its hosts are the user's own, and all its records are of forms that others have",
  "plesk-mail": "its hosts are the user's own, and all its records are of forms that others have",
};
/** Variants that set what is the default all the same. */
const SAME_AS: Readonly<Record<string, string>> = { "mailgun-us": "mailgun" };

const published = (lines: readonly string[]): Observed[] =>
  loadText("f.yaml", ["domain: example.com", "dns: route53", ...lines, ""].join("\n")).zones.flatMap((zone) =>
    zone.domains.flatMap(({ rrsets }) => rrsets.flatMap(({ records }) => records)),
  );

const found = (records: readonly Observed[]): Suggestion =>
  suggest(
    detect(records, { domain: DOMAIN, zone: DOMAIN }, presets),
    records,
    DOMAIN,
    library,
    cloudOfServer,
  );

const ids = ({ services }: Suggestion): string[] => services.map(({ id }) => id).sort();

/** `OWNER TYPE DATA` lines as records. */
const records = (...lines: string[]): Observed[] =>
  lines.map((line) => {
    const [owner = "", type = "", ...data] = line.split(" ");
    const parsed = parseRdata(type as RecordType, data.join(" "), ".");
    if ("problem" in parsed) throw new Error(parsed.problem);
    return { name: owner === "@" ? DOMAIN : `${owner}.${DOMAIN}`, data: parsed };
  });

/** Nothing is left over: the spec that is suggested publishes what was there. */
const NOTHING_LEFT = { missing: [], different: [], extra: [], untold: [] };

const named = library.ids().filter((id) => GENERIC[id] === undefined);
const besides = (id: string): string[] =>
  library.find(id)?.kind === "gateway" ? [id, "tencent-exmail"] : [SAME_AS[id] ?? id];

describe("what a preset publishes names that preset alone, with the parameters that it was given", () => {
  test.each(named)("%s", (id) => {
    const one = found(published(exampleUse(library, id)));
    expect(ids(one)).toEqual(besides(id).sort());
    expect(one).toMatchObject(NOTHING_LEFT);
    expect(one.services.flatMap(({ detection }) => detection.orElse)).toEqual([]);
    expect(one.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("presets in which nothing is the vendor's are found at most as a server of one's own, and say why", () => {
    const none = Object.keys(GENERIC).map((id) => [id, ...ids(found(published(exampleUse(library, id))))]);
    expect(none).toEqual([["mail-in-a-box"], ["mailcow"], ["plesk-mail", "self-hosted"]]);
  });
});

describe("a mailbox and three senders are four services", () => {
  const senders = presets.filter(({ kind }) => kind === "sender").map(({ id }) => id);
  const mailboxes = named.filter((id) => !["sender", "policy"].includes(library.find(id)?.kind ?? ""));
  const mixtures = mailboxes.map((id, i): [string, string[]] => [
    id,
    [0, 1, 2].map((n) => senders[(i * 3 + n) % senders.length] as string),
  ]);
  test.each(mixtures)("%s with %j", (id, three) => {
    const one = found(published(exampleUse(library, id, three)));
    expect(ids(one)).toEqual([...besides(id), ...three].sort());
    expect(one).toMatchObject(NOTHING_LEFT);
  });
});

describe("what is found of real zones", () => {
  const cases: [title: string, lines: string[], expected: string[]][] = [
    [
      "a verification text alone names nobody",
      ["@ TXT google-site-verification=rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ"],
      [],
    ],
    ["a client's name alone names nobody", ["autodiscover CNAME autodiscover.outlook.com."], []],
    ["an include alone names the sender", ["@ TXT v=spf1 include:spf.mailjet.com ~all"], ["mailjet sender"]],
    [
      "a mailbox whose MX is another's is a sender",
      ["@ MX 10 mx.yandex.net.", "@ TXT v=spf1 include:_spf.yandex.net include:_spf.google.com ~all"],
      ["yandex-360 mailbox", "google-workspace sender"],
    ],
    [
      "behind a gateway it is the mailbox",
      [
        "@ MX 10 eu-smtp-inbound-1.mimecast.com.",
        "@ TXT v=spf1 include:eu._netblocks.mimecast.com include:_spf.google.com ~all",
      ],
      ["google-workspace mailbox", "mimecast gateway"],
    ],
    ["a null MX is a parked domain", ["@ MX 0 .", "@ TXT v=spf1 -all"], ["parked-domain parked"]],
    [
      "a null MX of a domain that sends is not",
      ["@ MX 0 .", "@ TXT v=spf1 include:spf.mailjet.com -all"],
      ["mailjet sender"],
    ],
    [
      "one service twice, below two names",
      ["mg TXT v=spf1 include:mailgun.org ~all", "news TXT v=spf1 include:mailgun.org ~all"],
      ["mailgun sender", "mailgun sender"],
    ],
    ["records below another domain are not looked at", ["@.example.net MX 1 smtp.google.com."], []],
  ];
  test.each(cases)("%s", (_, lines, expected) => {
    const here = lines[0]?.startsWith("@.example.net")
      ? [{ name: "example.net.", data: { type: "MX", preference: 1, exchange: "smtp.google.com." } } as const]
      : records(...lines);
    expect(found(here).services.map(({ id, role }) => `${id} ${role}`)).toEqual(expected);
  });

  test("presets that share all that is there are named beside the one that is taken", () => {
    const [one] = found(records("@ TXT v=spf1 include:spf.163.com ~all")).services;
    expect([one?.id, ...(one?.detection.orElse ?? [])].sort()).toEqual([
      "netease-enterprise",
      "netease-enterprise-hz",
      "netease-free",
    ]);
  });

  test("what is missing, different and too much is told", () => {
    const one = found(
      records(
        "@ MX 7 mxbiz1.qq.com.",
        "@ MX 20 mx.old.example.net.",
        "@ TXT v=spf1 include:spf.mail.qq.com ip4:192.0.2.1 -all",
        "mail CNAME other.example.net.",
        "smtp CNAME smtp.exmail.qq.com.",
        "imap CNAME imap.exmail.qq.com.",
      ),
    );
    const lines = (ones: Suggestion["missing"]) =>
      ones.map(({ owner, type, wanted, found: there }) => [owner, type, wanted, there].join(" "));
    expect(lines(one.missing)).toEqual(["@ MX 10 mxbiz2.qq.com ", "pop3 CNAME pop.exmail.qq.com "]);
    expect(lines(one.different)).toEqual([
      "@ MX 5 mxbiz1.qq.com 7 mxbiz1.qq.com",
      "mail CNAME exmail.qq.com other.example.net",
    ]);
    expect(lines(one.extra)).toEqual(["@ MX  20 mx.old.example.net"]);
  });

  describe("what SPF and DMARC say of the domain as a whole stands in the spec, which weakens neither", () => {
    const cases: [title: string, lines: string[], spec: string | undefined][] = [
      ["the end of SPF", ["@ TXT v=spf1 include:spf.mail.qq.com -all"], "spf:\n  all: fail\n"],
      ["an end as the preset has it", ["@ TXT v=spf1 include:spf.mail.qq.com ~all"], undefined],
      [
        "a policy with all that specs have a name for",
        [
          "_dmarc TXT v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=r; fo=1:d; rua=mailto:a@example.com,mailto:b@example.net; t=y",
        ],
        'dmarc:\n  policy: reject\n  subdomainPolicy: quarantine\n  nonexistentPolicy: none\n  rua: [mailto:a@example.com, mailto:b@example.net]\n  alignSpf: relaxed\n  alignDkim: strict\n  failureOptions: ["1", d]\n  test: true\n',
      ],
      ["no policy that there is", ["_dmarc TXT v=DMARC1; p=all"], undefined],
    ];
    test.each(cases)("%s", (_, lines, spec) => {
      const { spec: text = "", different } = found(
        records("@ MX 5 mxbiz1.qq.com.", "@ MX 10 mxbiz2.qq.com.", ...lines),
      );
      expect(/^(?:spf|dmarc):\n[\s\S]*/m.exec(text)?.[0]).toBe(spec);
      expect(different).toEqual([]);
    });
  });

  describe("a vendor's redirect= is the include that its preset has", () => {
    const of = (...lines: string[]) => {
      const { services, missing, different, extra } = found(records(...lines));
      const told = (kind: string, ones: Suggestion["missing"]) =>
        ones.map(({ wanted, found: there }) => `${kind} ${wanted ?? there}`);
      return [
        services.map(({ id }) => id).join(),
        ...told("missing", missing).filter((line) => line.includes("spf")),
        ...told("different", different),
        ...told("extra", extra),
      ];
    };
    const cases: [title: string, lines: string[], expected: string[]][] = [
      ["Yandex", ["@ MX 10 mx.yandex.net.", "@ TXT v=spf1 redirect=_spf.yandex.net"], ["yandex-360"]],
      ["VK", ["@ MX 10 emx.mail.ru.", "@ TXT v=spf1 redirect=_spf.mail.ru"], ["vk-workspace"]],
      ["STRATO", ["@ MX 5 smtpin.rzone.de.", "@ TXT v=spf1 redirect=_spf.strato.com"], ["strato-mail"]],
      ["the redirect alone", ["@ TXT v=spf1 redirect=_spf.yandex.net"], ["yandex-360"]],
      [
        "beside the address of a server",
        ["@ MX 10 mx.yandex.net.", "@ TXT v=spf1 ip4:192.0.2.1 redirect=_spf.yandex.net"],
        ["yandex-360"],
      ],
      [
        "not beside an all, which takes its effect away",
        ["@ MX 10 mx.yandex.net.", "@ TXT v=spf1 redirect=_spf.yandex.net ~all"],
        ["yandex-360", "missing include:_spf.yandex.net", "extra redirect=_spf.yandex.net"],
      ],
      [
        "not that of a vendor who gives an include",
        ["@ MX 1 smtp.google.com.", "@ TXT v=spf1 redirect=_spf.google.com"],
        ["google-workspace", "missing include:_spf.google.com"],
      ],
      [
        "not a redirect to somebody else",
        ["@ MX 10 mx.yandex.net.", "@ TXT v=spf1 redirect=_spf.example.net"],
        ["yandex-360", "missing include:_spf.yandex.net"],
      ],
    ];
    test.each(cases)("%s", (_, lines, expected) => {
      expect(of(...lines)).toEqual(expected);
    });
  });

  test("the order of the records changes nothing", () => {
    const all = published(exampleUse(library, "amazon-workmail", ["amazon-ses", "resend"]));
    const there = ids(found(all));
    expect(ids(found([...all].reverse()))).toEqual(there);
    expect(there).toEqual(["amazon-ses", "amazon-workmail", "resend"]);
  });
});
