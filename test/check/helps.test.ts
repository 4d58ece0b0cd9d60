/** Helps that give whole lines of a spec are followed here, and all that is found afterwards is looked at. */
import { expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { RSA_KEY } from "../mail/keys.ts";

const DMARC = 'dmarc: {policy: none, rua: ["mailto:d@example.net"]}';
const KEY = `v=DKIM1; k=rsa; p=${RSA_KEY}`;
const spec = (...lines: string[]): string =>
  ["domain: example.com", "dns: cloudflare", ...lines, ""].join("\n");

const found = (text: string) => loadText("spec.yaml", text).findings;
const codes = (text: string): string[] =>
  found(text)
    .filter(({ severity }) => severity !== "info")
    .map(({ code }) => code);
const helpOf = (text: string, wanted: string): string =>
  found(text).find(({ code, severity }) => code === wanted && severity !== "info")?.help ?? "";

interface Followed {
  readonly code: string;
  readonly before: string;
  /** The spec that the help describes, made of what it says. */
  readonly follow: (help: string) => string;
}

/** The text in braces after a word of a help, such as the use of a preset. */
const inBraces = (help: string, start: string): string => {
  const at = help.indexOf(start);
  let depth = 0;
  for (let i = at; i < help.length; i++) {
    if (help[i] === "{") depth++;
    if (help[i] === "}" && --depth === 0) return help.slice(at, i + 1);
  }
  throw new Error(`no ${start} in ${help}`);
};

const TWO = [
  "mode: send-only",
  "spf: {all: fail}",
  DMARC,
  "senders:",
  "  - {provider: sendgrid, with: {em_label: em1, sg_user: u1}}",
] as const;

const rows: readonly Followed[] = [
  {
    code: "rr-conflict-presets",
    before: spec(...TWO, "  - {provider: sendgrid, with: {em_label: em2, sg_user: u2}}"),
    follow: (help) => {
      const use = inBraces(help, "{provider: sendgrid").replace("...", "sg, em_label: em2, sg_user: u2");
      return spec(...TWO, `  - ${use}`);
    },
  },
  {
    code: "preset-managed",
    before: spec(`mailbox: {provider: cloudflare-email-routing, with: {dkim_value: "${KEY}"}}`, DMARC),
    follow: (help) => {
      const [, mode = "", external = ""] = /(mode: \S+) and (external: \[[^\]]*\])/.exec(help) ?? [];
      return spec(mode, external, DMARC);
    },
  },
  {
    code: "dkim-present",
    before: spec("mailbox: tencent-exmail", DMARC),
    follow: (help) => {
      const [, selector = "", value = ""] = /paste (\w+) and (\w+) under with:/.exec(help) ?? [];
      return spec(`mailbox: {provider: tencent-exmail, with: {${selector}: s1, ${value}: "${KEY}"}}`, DMARC);
    },
  },
  {
    code: "name-repeated-domain",
    before: spec(
      "zone: example.com",
      "mode: parked",
      "records:",
      "  - {name: www.shop, type: TXT, value: v=spf1 -all}",
    ).replace("domain: ", "domain: shop."),
    follow: (help) => {
      const [, name = ""] = /write name: (\S+) if/.exec(help) ?? [];
      return spec(
        "zone: example.com",
        "mode: parked",
        "records:",
        `  - {name: ${name}, type: TXT, value: v=spf1 -all}`,
      ).replace("domain: ", "domain: shop.");
    },
  },
  {
    code: "dmarc-weaker-below",
    before: spec(
      `mailbox: {provider: tencent-exmail, with: {dkim_selector: s1, dkim_value: "${KEY}"}}`,
      DMARC.replace("none", "reject"),
      'records: [{name: _dmarc.shop, type: TXT, value: "v=DMARC1; p=none; rua=mailto:d@example.net"}]',
    ),
    follow: (help) => {
      const [, policy = ""] = /set (p=\w+) in it/.exec(help) ?? [];
      return spec(
        `mailbox: {provider: tencent-exmail, with: {dkim_selector: s1, dkim_value: "${KEY}"}}`,
        DMARC.replace("none", "reject"),
        `records: [{name: _dmarc.shop, type: TXT, value: "v=DMARC1; ${policy}; rua=mailto:d@example.net"}]`,
      );
    },
  },
];

test.each(rows)("the help of $code ends in a spec without errors or warnings", ({ code, before, follow }) => {
  expect(codes(before)).toContain(code);
  expect(codes(follow(helpOf(before, code)))).toEqual([]);
});

test("no help of a conflict at a selector leaves a key out", () => {
  const tuta = spec("mailbox: tuta", "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]");
  const helps = found(tuta).flatMap(({ code, severity, help = "" }) =>
    code === "rr-conflict-presets" && severity === "error" ? [help] : [],
  );
  expect(helps).toHaveLength(2);
  expect(helps.join()).not.toContain("without");
  expect(helps[0]).toContain("custom_dkim_selector");
});
