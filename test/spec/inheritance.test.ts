/** Defaults files: what merges, what is replaced, what is appended, and that places lead to the right file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { type Loaded, loadPaths } from "../../src/pipeline.ts";
import { grammarOf, recordsOf } from "./zone-of.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Loads `specs/` of a folder with these files. */
function load(files: Readonly<Record<string, string>>, path = "specs"): Loaded {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-inheritance-"));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  return loadPaths([path], folder);
}

const places = ({ findings }: Loaded) =>
  findings.map(({ place, code }) => `${place?.file}:${place?.line}:${place?.column} ${code}`);
const DOMAIN = "domain: example.com";

describe("a spec below defaults", () => {
  const cases: [string, string, string, string[]][] = [
    [
      "takes what it lacks",
      "dns: route53\nmode: parked\nspf: {all: fail}",
      "mode: send-only",
      ['@ TXT "v=spf1 -all"'],
    ],
    [
      "merges maps, the nearest wins",
      "dns: route53\nmode: send-only\nspf: {ip4: [192.0.2.1], all: fail}",
      "spf: {all: neutral}",
      ['@ TXT "v=spf1 ip4:192.0.2.1 ?all"'],
    ],
    [
      "replaces lists",
      "dns: route53\nmode: send-only\nspf: {ip4: [192.0.2.1]}",
      "spf: {ip4: [192.0.2.2]}",
      ['@ TXT "v=spf1 ip4:192.0.2.2 ~all"'],
    ],
    [
      "replaces mailbox whole",
      "dns: route53\nmailbox: {provider: tencent-exmail, groups: {mx: false, client: false}}",
      "mailbox: {provider: tencent-exmail, groups: {client: false}, without: []}",
      ["@ MX 5 mxbiz1.qq.com.", "@ MX 10 mxbiz2.qq.com.", '@ TXT "v=spf1 include:spf.mail.qq.com ~all"'],
    ],
    [
      "completes a migration",
      "dns: route53\nmailbox: {provider: alibaba-mail-enterprise}\nmigrate: {from: {provider: tencent-exmail, groups: {client: false}}}",
      "migrate: {phase: finish}\nspf: {all: fail}",
      [
        "@ MX 5 mxn.mxhichina.com.",
        "@ MX 10 mxw.mxhichina.com.",
        '@ TXT "v=spf1 include:spf.qiye.aliyun.com -all"',
      ],
    ],
    [
      "replaces the provider of a migration whole",
      "dns: route53\nmailbox: alibaba-mail-enterprise\nmigrate: {from: {provider: google-workspace, with: {mx_set: five}}, phase: prepare}",
      "migrate: {from: {provider: google-workspace, groups: {spf: false}}}\nspf: {all: fail}",
      ["@ MX 1 smtp.google.com.", '@ TXT "v=spf1 include:spf.qiye.aliyun.com -all"'],
    ],
    [
      "appends records, the farthest first",
      "dns: route53\nmode: send-only\nrecords: [{name: a, type: TXT, value: far}]",
      "records: [{name: a, type: TXT, value: near}]",
      ['a TXT "far"', 'a TXT "near"'],
    ],
    [
      "appends senders",
      "dns: route53\nsenders: [tencent-exmail]",
      "senders: [google-workspace]",
      ['@ TXT "v=spf1 include:spf.mail.qq.com include:_spf.google.com ~all"'],
    ],
    [
      "completes a map of which each has a part",
      "dns: route53\nmode: send-only\ndmarc: {rua: ['mailto:a@example.net']}",
      "dmarc: {policy: reject}",
      ['_dmarc TXT "v=DMARC1; p=reject; rua=mailto:a@example.net"'],
    ],
    [
      "replaces a map by text and text by a map",
      "dns: {cloud: cloudflare, account: a}\nmode: send-only\nspf: {all: fail}",
      "dns: route53",
      ['@ TXT "v=spf1 -all"'],
    ],
  ];
  test.each(cases)("%s", (_, far, near, expected) => {
    const loaded = load({ "specs/defaults.yaml": far, "specs/x.yaml": `${DOMAIN}\n${near}` });
    expect(grammarOf(loaded).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(recordsOf(loaded)).toEqual(expected);
  });

  test("a zone id of its own beside the cloud and account of all", () => {
    const { zones } = load({
      "specs/defaults.yaml": "dns: {cloud: route53, account: prod}\nmode: parked",
      "specs/x.yaml": `${DOMAIN}\ndns: {zoneId: Z1}`,
    });
    expect(zones[0]).toMatchObject({ account: "prod", zoneId: "Z1", cloud: { id: "route53" } });
  });
});

describe("which defaults apply", () => {
  const parked = `${DOMAIN}\ndns: route53\nmode: parked`;
  const ttl = (loaded: Loaded) => loaded.zones[0]?.rrsets[0]?.ttl;

  test("from the given folder down to the spec's own, the nearest last", () => {
    const files = {
      "defaults.yaml": "ttl: 100",
      "specs/defaults.yaml": "ttl: 200",
      "specs/a/defaults.yaml": "ttl: 300",
      "specs/a/b/defaults.yaml": "ttl: 400",
      "specs/other/defaults.yaml": "ttl: 500",
      "specs/a/b/x.yaml": parked,
    };
    expect(ttl(load(files))).toBe(400);
    expect(ttl(load({ ...files, "specs/a/b/defaults.yaml": "# nothing" }))).toBe(300);
    expect(ttl(load({ ...files, "specs/a/b/defaults.yaml": "", "specs/a/defaults.yaml": "" }))).toBe(200);
    expect(ttl(load({ ...files, "specs/a/b/defaults.yaml": "" }, "specs/a/b"))).toBe(3600);
  });

  test("within stacks/<stack>/ from there, whatever folder is given", () => {
    const files = {
      "stacks/defaults.yaml": "ttl: 100",
      "stacks/one/defaults.yaml": "ttl: 200",
      "stacks/one/a/x.yaml": parked,
    };
    for (const path of ["stacks", "stacks/one", "stacks/one/a", "stacks/one/a/x.yaml"]) {
      expect(ttl(load(files, path))).toBe(200);
    }
  });
});

describe("places lead to the file in which a value was written", () => {
  const cases: [string, string, string, string[]][] = [
    ["a wrong type in defaults", "ttl: 1h", "mode: parked", ["specs/defaults.yaml:1:6 spec-type"]],
    ["an unknown preset", "mailbox: tencnet", "", ["specs/defaults.yaml:1:10 preset-unknown"]],
    [
      "items of appended lists",
      "mode: send-only\nrecords:\n  - {name: a, type: A, value: x}",
      "records:\n  - {name: b, type: A, value: 192.0.2.1}\n  - {name: c, type: A, value: y}",
      ["specs/defaults.yaml:3:31 rr-syntax", "specs/x.yaml:5:31 rr-syntax"],
    ],
    [
      "a part of a map",
      "mode: send-only\ndmarc: {policy: none, rua: ['mailto:a@example.net']}",
      "dmarc: {rua: x}",
      ["specs/x.yaml:3:14 spec-type"],
    ],
    [
      "what neither has",
      "mode: send-only\ndmarc: {rua: ['mailto:a@example.net']}",
      "",
      ["specs/defaults.yaml:2:8 spec-missing"],
    ],
    [
      "defaults that name a domain",
      "domain: example.org",
      "mode: parked",
      ["specs/defaults.yaml:1:1 spec-key-unknown"],
    ],
  ];
  test.each(cases)("%s", (_, far, near, expected) => {
    const loaded = load({ "specs/defaults.yaml": far, "specs/x.yaml": `${DOMAIN}\ndns: route53\n${near}` });
    expect(
      places({ ...loaded, findings: grammarOf(loaded).filter(({ severity }) => severity === "error") }),
    ).toEqual(expected);
  });

  test("a mistake in defaults is told once, however many specs meet it", () => {
    const spec = (domain: string) => `domain: ${domain}\ndns: route53`;
    const loaded = load({
      "specs/defaults.yaml": "mailbox: tencnet",
      "specs/x.yaml": spec("example.com"),
      "specs/y.yaml": spec("example.org"),
    });
    expect(loaded.findings.filter(({ code }) => code === "preset-unknown")).toHaveLength(1);
  });
});

test("a key that names the prototype is an unknown key, above and below, and gives the spec nothing", () => {
  const loaded = load({
    "specs/defaults.yaml": "dns: route53\nttl: 600\n__proto__: {mailbox: tencent-exmail}",
    "specs/a.yaml": `${DOMAIN}\n__proto__: {mailbox: tencent-exmail}\nspf: {__proto__: {all: fail}}`,
  });
  expect(places(loaded)).toEqual(
    expect.arrayContaining([
      "specs/a.yaml:2:1 spec-key-unknown",
      "specs/a.yaml:3:7 spec-key-unknown",
      "specs/defaults.yaml:3:1 spec-key-unknown",
    ]),
  );
  expect(loaded.zones).toEqual([]);
});

describe("a defaults file beside the stacks' folders", () => {
  const SPEC = `${DOMAIN}\ndns: route53\nmailbox: mailbox-org`;

  test("applies to nothing, and is told once, from every path", () => {
    const files = {
      "stacks/defaults.yaml": "ttl: 600",
      "stacks/prod/a.yaml": SPEC,
      "stacks/prod/below/b.yaml": SPEC.replace("example.com", "example.net"),
      "stacks/dev/c.yaml": SPEC.replace("example.com", "example.org"),
    };
    for (const path of ["stacks", "stacks/prod"]) {
      const told = places(load(files, path)).filter((place) => place.includes("defaults"));
      expect(told).toEqual(["stacks/defaults.yaml:1:1 spec-defaults-beside"]);
    }
  });

  test("in the stack's folder it applies, and nothing is told", () => {
    const loaded = load({ "stacks/prod/defaults.yaml": "ttl: 600", "stacks/prod/a.yaml": SPEC }, "stacks");
    expect(places(loaded).filter((place) => place.includes("defaults"))).toEqual([]);
    expect(new Set(loaded.zones.flatMap(({ rrsets }) => rrsets.map(({ ttl }) => ttl)))).toEqual(
      new Set([600]),
    );
  });
});
