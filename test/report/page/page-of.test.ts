/** What the page of `mailzone report` says of each domain. */
import { describe, expect, test } from "@jest/globals";
import type { Drifts } from "../../../src/report/page/drifted.ts";
import { factsAbout, findingsOf, loadedOf, pageWith, saidOf } from "./fleet.ts";

const KEY = "dkim: [{selector: s1, cname: s1.dkim.example.net.}]";
const spec = (name: string, ...lines: readonly string[]): string =>
  [
    `domain: ${name}`,
    ...(lines.some((line) => line.startsWith("dns:")) ? [] : ["dns: cloudflare"]),
    ...lines,
    "",
  ].join("\n");

describe("the facts of a domain", () => {
  const MX = 'records: [{type: MX, value: "10 mx.example.net."}]';
  const cases: readonly (readonly [
    what: string,
    lines: readonly string[],
    facts: Readonly<Record<string, string>>,
  ])[] = [
    [
      "a service that holds the mail",
      ["mailbox: tencent-exmail", KEY, "dmarc: {policy: reject}"],
      {
        cloud: "Cloudflare",
        mailbox: "Tencent Enterprise Mailbox (Tencent Exmail)",
        dmarc: "reject",
        dkim: "has a key",
        sts: "no",
      },
    ],
    [
      "hosts of its own",
      ["mode: mail", MX],
      { mailbox: "hosts of its own", dkim: "no key", dmarc: "no policy" },
    ],
    [
      "a parked domain",
      ["mode: parked"],
      { mailbox: "none: no mail", dkim: "sends nothing", sts: "receives nothing" },
    ],
    ["one that only sends", ["mode: send-only", "spf: {ip4: [192.0.2.1]}"], { mailbox: "none: only sends" }],
    ["a policy that only watches", ["mode: mail", MX, "dmarc: {policy: none}"], { dmarc: "none" }],
    [
      "a policy on trial counts as the one below it (RFC 9989 §4.7)",
      ["mode: mail", MX, "dmarc: {policy: reject, test: true}"],
      { dmarc: "quarantine" },
    ],
    ["no SPF record", ["mode: mail", MX], { spf: "no SPF record" }],
    ["look-ups of SPF", ["mode: mail", MX, "spf: {mx: true, a: true}"], { spf: "2" }],
    [
      "an include that nobody knows",
      ["mode: mail", MX, "spf: {include: [spf.nobody.example]}"],
      { spf: "1 or more" },
    ],
    [
      "an MTA-STS policy of the spec",
      ["mode: mail", MX, "mtaSts: {mode: testing, host: external, server: sts.example.net}"],
      { sts: "testing" },
    ],
    [
      "MTA-STS whose policy is elsewhere",
      [
        "mode: mail",
        'records: [{type: MX, value: "10 mx.example.net."}, {name: _mta-sts, type: TXT, value: "v=STSv1; id=1;"}]',
      ],
      { sts: "policy not in the spec" },
    ],
    [
      "two DNS hosts",
      ["dns: [cloudflare, route53]", "mode: mail", MX],
      { cloud: "Cloudflare + Amazon Route 53" },
    ],
  ];
  test.each(cases)("%s", (_, lines, facts) => {
    const data = pageWith(loadedOf({ "a.yaml": spec("example.com", ...lines) }));
    expect(factsAbout(data, "example.com")).toMatchObject(facts);
  });

  test("a reverse zone is no mail domain", () => {
    const ptr = 'records: [{name: "1", type: PTR, value: mail.example.com.}]';
    const data = pageWith(loadedOf({ "a.yaml": spec("2.0.192.in-addr.arpa", ptr) }));
    expect(factsAbout(data, "2.0.192.in-addr.arpa")).toMatchObject({
      mailbox: "none: no mail",
      dmarc: "no mail domain",
      dkim: "sends nothing",
      sts: "receives nothing",
    });
  });

  test("the worst finding counts, and none that the spec accepts", () => {
    const waive =
      "waive: [{check: dmarc-present, reason: later}, {check: name-public-suffix, reason: a test}]";
    const accepted = spec("c.example", "mailbox: tencent-exmail", KEY, waive);
    const data = pageWith(
      loadedOf({
        "a.yaml": spec("a.example", "mode: mail", "records: [{type: CNAME, value: x.example.net.}]"),
        "b.yaml": spec("b.example", "mode: mail"),
        "c.yaml": accepted,
      }),
    );
    const worst = (name: string): string => factsAbout(data, name)["findings"] ?? "";
    expect(["a.example", "b.example", "c.example"].map(worst)).toEqual(["errors", "warnings", "none"]);
  });

  test("stacks are a fact if there are several; values are in the order of their ranks, then of their numbers", () => {
    const mail = (name: string, policy: string) =>
      spec(name, "mailbox: tencent-exmail", KEY, `dmarc: {policy: ${policy}}`);
    const files = {
      "stacks/eu/a.yaml": mail("a.example", "reject"),
      "stacks/us/b.yaml": mail("b.example", "none"),
      "stacks/us/c.yaml": mail("c.example", "quarantine"),
    };
    const labels = (data: ReturnType<typeof pageWith>, fact: string) =>
      data.facts.find(({ id }) => id === fact)?.values.map(({ label }) => label);
    const both = pageWith(loadedOf(files));
    expect(labels(both, "stack")).toEqual(["us", "eu"]);
    expect(labels(both, "dmarc")).toEqual(["none", "quarantine", "reject"]);
    const one = pageWith(loadedOf({ "stacks/eu/a.yaml": files["stacks/eu/a.yaml"] }));
    expect(labels(one, "stack")).toBeUndefined();
  });
});

describe("the section of a domain", () => {
  test("says whose it is, and has every record of every zone with who asks for it", () => {
    const lines = [
      "dns: [cloudflare, {cloud: route53, account: shop}]",
      "mailbox: tencent-exmail",
      "senders: [{provider: postmark}]",
      KEY,
      'records: [{name: www, type: TXT, value: "v=spf1 -all"}]',
    ];
    const data = pageWith(loadedOf({ "stacks/prod/邮件.yaml": spec("邮件.example", ...lines) }));
    expect(data.domains).toMatchObject([{ name: "xn--5nq051n.example", shown: "邮件.example" }]);
    const { about, zones } = saidOf(data, "xn--5nq051n.example");
    expect(about).toMatchObject({
      Spec: "stacks/prod/邮件.yaml:1:9",
      Stack: "prod",
      Mail: "sends and receives",
      Mailboxes: "Tencent Enterprise Mailbox (Tencent Exmail)",
      "Sends for it": "Postmark",
    });
    expect(zones.map(({ title }) => title)).toEqual([
      "zone xn--5nq051n.example on Cloudflare",
      "zone xn--5nq051n.example on Amazon Route 53 (shop)",
    ]);
    for (const { records } of zones) {
      expect(records).toContain("xn--5nq051n.example 3600 MX 5 mxbiz1.qq.com. tencent-exmail");
      expect(records).toContain('www.xn--5nq051n.example 3600 TXT "v=spf1 -all"');
    }
  });

  test("has its findings with their help and places, what it waives with the reason, and the words of their codes", () => {
    const text = spec(
      "a.example",
      "mode: mail",
      "waive: [{check: mx-present, reason: moves next week, until: 2099-01-31}]",
    );
    const data = pageWith(loadedOf({ "a.yaml": text }));
    const { findings } = saidOf(data, "a.example");
    const [missing] = findings.filter(({ code }) => code === "mode-mail");
    expect(missing).toMatchObject({ severity: "warning", by: "specs", place: "a.yaml:1:9" });
    expect(missing?.message).toContain("a.example");
    expect(missing?.help).not.toBe("");
    expect(findings.find(({ code }) => code === "mx-present")).toMatchObject({
      waived: "moves next week (until 2099-01-31)",
    });
    expect(Object.keys(data.codes).sort()).toEqual([...new Set(findings.map(({ code }) => code))].sort());
    expect(data.codes["mx-present"]?.why).toMatch(/./);
  });

  test("a finding about no domain is that of its file's only one, else among the others", () => {
    const broken = spec("b.example", "mode: parked", "dmarc: {policy: stern}");
    const both = `${spec("c.example", "mode: parked")}---\n${spec("d.example", "mode: parked")}---\n{`;
    const data = pageWith(
      loadedOf({ "a.yaml": `${spec("a.example", "mode: parked")}---\n{`, "b.yaml": broken, "c.yaml": both }),
    );
    expect(data.domains.map(({ name }) => name)).toEqual(["a.example", "c.example", "d.example"]);
    expect(saidOf(data, "a.example").findings).toContainEqual(
      expect.objectContaining({ code: "yaml-syntax" }),
    );
    expect(findingsOf(data, data.others).map(({ code, place }) => `${code} ${place}`)).toEqual(
      expect.arrayContaining(["dmarc-p-value b.yaml:4:17", expect.stringMatching(/^yaml-syntax c\.yaml/)]),
    );
  });
});

test("what domains share is there once", () => {
  const many = (count: number) =>
    pageWith(
      loadedOf(
        Object.fromEntries(
          Array.from({ length: count }, (_, i) => {
            const name = `d${i}.example`;
            return [`${name}.yaml`, spec(name, "mailbox: tencent-exmail", KEY, "dmarc: {policy: none}")];
          }),
        ),
      ),
    );
  const [few, more] = [many(2), many(40)];
  expect(more.domains).toHaveLength(40);
  for (const list of ["texts", "records", "findings"] as const) expect(more[list]).toEqual(few[list]);
});

describe("what others changed", () => {
  const drifts: Drifts = {
    changes: new Map([["a.example", ["a.example MX: the value was changed"]]]),
    findings: [],
    conflicting: new Set(["b.example"]),
    stacks: new Set(["eu"]),
    unknownStacks: new Set(["us"]),
    unreadZones: new Set(["c.example."]),
  };
  test.each([
    ["changed", "a.example", "eu"],
    ["changed", "b.example", "eu"],
    ["could not be read", "c.example", "eu"],
    ["as published", "d.example", "eu"],
    ["could not be read", "e.example", "us"],
    ["not compared", "f.example", "ca"],
  ])("%s: %s in the stack %s", (label, name, stack) => {
    const data = pageWith(loadedOf({ [`stacks/${stack}/x.yaml`]: spec(name, "mode: parked") }), { drifts });
    expect(factsAbout(data, name)["drift"]).toBe(label);
    expect(saidOf(data, name).drift).toEqual(drifts.changes.get(name)?.slice());
  });
});
