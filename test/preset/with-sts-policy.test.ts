/** What `mtaSts` of a spec publishes, and the policy that it stands for. */
import { describe, expect, test } from "@jest/globals";
import { parseMtaSts, parseStsPolicy } from "../../src/mail/mta-sts.ts";
import { loadText } from "../../src/pipeline.ts";
import { policyWorkerOf } from "../../src/preset/policy-worker.ts";
import { findingsOf, load, recordsOf } from "../spec/zone-of.ts";

const domainOf = (...lines: string[]) => load(lines.join("\n")).domains[0];
const policyOf = (...lines: string[]) => domainOf(...lines)?.stsPolicy;
const MAIL = "mailbox: tencent-exmail";
const sts = (fields: string): string => `mtaSts: {${fields}}`;

describe("a policy", () => {
  test("lists the MX hosts of the spec, and is read back without a problem", () => {
    const own = policyOf(MAIL, sts("mode: enforce, host: external, maxAge: 1209600"));
    expect(own?.text).toBe(
      "version: STSv1\nmode: enforce\nmx: mxbiz1.qq.com\nmx: mxbiz2.qq.com\nmax_age: 1209600\n",
    );
    expect(parseStsPolicy(own?.text ?? "").problems).toEqual([]);
  });

  test("is kept a week by default, and a day if it ends", () => {
    const ages = ["testing", "enforce", "none"].map(
      (mode) => policyOf(MAIL, sts(`mode: ${mode}, host: external`))?.maxAge,
    );
    expect(ages).toEqual([604_800, 604_800, 86_400]);
  });

  test("lists what the spec lists, relative to the domain without a dot", () => {
    const own = policyOf(MAIL, sts("mode: testing, host: external, mx: ['*.QQ.com', mx, 'a.b.', mx]"));
    expect(own?.mx).toEqual(["*.qq.com", "a.b", "mx.example.com"]);
  });

  test("has the hosts of both providers while the mail moves, so that the switch changes no policy", () => {
    const at = (phase: string) =>
      policyOf(
        "mailbox: zoho-mail",
        `migrate: {from: tencent-exmail, phase: ${phase}}`,
        sts("mode: enforce, host: external"),
      );
    const [prepare, change, finish] = ["prepare", "switch", "finish"].map(at);
    expect(prepare?.mx).toEqual([
      "mx.zoho.com",
      "mx2.zoho.com",
      "mx3.zoho.com",
      "mxbiz1.qq.com",
      "mxbiz2.qq.com",
    ]);
    expect(change?.id).toBe(prepare?.id);
    expect(finish?.mx).toEqual(["mx.zoho.com", "mx2.zoho.com", "mx3.zoho.com"]);
    expect(finish?.id).not.toBe(change?.id);
  });
});

describe("the id", () => {
  const id = (...lines: string[]) => {
    const [text = ""] = recordsOf(load(lines.join("\n"))).filter((one) => one.startsWith("_mta-sts TXT"));
    return parseMtaSts(/"(.*)"/.exec(text)?.[1] ?? "").id;
  };
  const usual = id(MAIL, sts("mode: testing, host: external"));

  test("is one that senders take, and that of the policy", () => {
    expect(usual).toMatch(/^[a-z0-9]{1,32}$/);
    expect(usual).toBe(policyOf(MAIL, sts("mode: testing, host: external"))?.id);
  });

  test("changes with the mode, the age and the hosts", () => {
    const others = [
      id(MAIL, sts("mode: enforce, host: external")),
      id(MAIL, sts("mode: testing, host: external, maxAge: 604801")),
      id("mailbox: zoho-mail", sts("mode: testing, host: external")),
      id(MAIL, "records: [{type: MX, value: 50 backup.example.net}]", sts("mode: testing, host: external")),
    ];
    expect(new Set([usual, ...others]).size).toBe(5);
  });

  test("stays when only the preferences change, or who serves the policy", () => {
    const mx = (...values: string[]) =>
      id(
        `records: [${values.map((one) => `{type: MX, value: ${one}}`).join(", ")}]`,
        sts("mode: testing, host: external"),
      );
    expect(mx("10 b.example.net", "20 a.example.net")).toBe(mx("1 a.example.net", "2 b.example.net"));
    expect(id(MAIL, sts("mode: testing, host: static, server: web.example.net"))).toBe(usual);
  });
});

describe("the host", () => {
  const at = (fields: string) =>
    recordsOf(load([MAIL, sts(`mode: testing, ${fields}`)].join("\n"))).filter((one) =>
      one.startsWith("mta-sts "),
    );

  test("is an alias of the web server, or has its addresses", () => {
    expect(at("host: static, server: web.example.net")).toEqual(["mta-sts CNAME web.example.net."]);
    expect(at("host: static, server: web")).toEqual(["mta-sts CNAME web.example.com."]);
    expect(at("host: static, server: 192.0.2.80")).toEqual(["mta-sts A 192.0.2.80"]);
    expect(at("host: static, server: [192.0.2.80, '2001:DB8:0::80']")).toEqual([
      "mta-sts A 192.0.2.80",
      "mta-sts AAAA 2001:db8::80",
    ]);
  });

  test("is something else's with host: external", () => {
    expect(at("host: external")).toEqual([]);
    expect([...(domainOf(MAIL, sts("mode: testing, host: external"))?.spec.external ?? [])]).toEqual([
      "mta-sts.example.com.",
    ]);
  });

  test("is made by the cloud with host: cloudflare-worker, and the text is for it to serve", () => {
    expect(at("host: cloudflare-worker")).toEqual([]);
    const domain = domainOf(MAIL, sts("mode: testing, host: cloudflare-worker"));
    expect([...(domain?.spec.external ?? [])]).toEqual([]);
    expect(domain && policyWorkerOf(domain)).toEqual({
      host: "mta-sts.example.com.",
      path: "/.well-known/mta-sts.txt",
      text: domain?.stsPolicy?.text,
    });
    const other = domainOf(MAIL, sts("mode: testing, host: external"));
    expect(other && policyWorkerOf(other)).toBeUndefined();
  });

  test.each([
    ["several names", "host: static, server: [web.example.net, 192.0.2.1]", "2:48 spec-value"],
    ["a server that has no effect", "host: external, server: web.example.net", "2:49 spec-value"],
    ["a server beside a Worker", "host: cloudflare-worker, server: web.example.net", "2:58 spec-value"],
    ["an unknown host", "host: nginx", "2:31 spec-value"],
    ["no host", "", "2:9 spec-missing"],
    ["an age that is no number", "host: external, maxAge: 7d", "2:49 spec-type"],
  ])("%s is refused where it is", (_, fields, found) => {
    expect(findingsOf(load([MAIL, sts(`mode: testing, ${fields}`)].join("\n")))).toEqual([found]);
  });
});

test("every domain of a spec has a policy of its own, and one whose zone is shared too", () => {
  const { domains } = loadText(
    "a.yaml",
    `domains: [example.com, mail.example.com]\nzone: example.com\ndns: route53\n${MAIL}\n${sts("mode: testing, host: static, server: web.example.net")}\n`,
  );
  expect(
    domains.map(({ records }) => records.filter(({ name }) => name.startsWith("_mta-sts.")).length),
  ).toEqual([1, 1]);
});
