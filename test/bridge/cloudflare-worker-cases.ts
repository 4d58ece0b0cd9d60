/** What Cloudflare's stand-in and a provider of the plugin framework have to answer alike about Workers. */
import type { Properties } from "../../sandbox/provider.ts";
import { zoneId } from "../../sandbox/zones.ts";
import type { ResourceCases } from "./cases.ts";
import type { Step } from "./scenario.ts";

const ACCOUNT = "0a1b";

const script = (more: Properties = {}): Properties => ({
  ...{ accountId: ACCOUNT, scriptName: "policy", mainModule: "worker.js" },
  ...{ content: "export default {};\n", compatibilityDate: "2026-11-01", ...more },
});

/** The script as somebody else left it. */
const there = (content: string, name = "policy"): Step => ({
  put: {
    id: `${ACCOUNT}/${name}`,
    body: {
      ...{ content, compatibilityDate: "2026-10-01", etag: "1".repeat(64) },
      ...{ createdOn: "2026-12-01T00:00:00Z", modifiedOn: "2026-12-01T00:00:00Z" },
    },
  },
});

export const scriptCases: ResourceCases = {
  token: "cloudflare:index/workersScript:WorkersScript",
  kinds: {
    "as mailzone has it": script(),
    "without a date and a main module": {
      ...{ accountId: ACCOUNT, scriptName: "policy", content: "addEventListener();" },
    },
  },
  changes: {
    "a content": [script(), script({ content: "export default { fetch() {} };\n" })],
    "a date": [script(), script({ compatibilityDate: "2026-11-02" })],
    "a main module": [script(), script({ mainModule: "other.js" })],
    "a name": [script(), script({ scriptName: "other" })],
    "an account": [script(), script({ accountId: "0c2d" })],
  },
  refused: {
    "no account": { scriptName: "policy", content: "" },
    "no name": { accountId: ACCOUNT, content: "" },
  },
  failing: {},
  imported: { import: () => `${ACCOUNT}/policy` },
  more: [
    [
      "a content that somebody has changed",
      [
        { check: script() },
        { create: "up" },
        there("export default { fetch() {} };\n"),
        { refresh: true },
        { check: script() },
        { diff: [] },
        { update: [] },
        { refresh: true },
        { check: script() },
        { diff: [] },
      ],
    ],
    ["a creation of what is there", [there("old"), { check: script() }, { create: "up" }, { refresh: true }]],
    [
      "a deletion of what is gone",
      [{ check: script() }, { create: "up" }, { delete: true }, { delete: true }],
    ],
    ["an import of what is not there", [{ import: () => `${ACCOUNT}/other` }]],
    ["an import by the name alone", [{ import: () => "policy" }]],
  ],
};

const hostname = (more: Properties = {}): Properties => ({
  ...{ accountId: ACCOUNT, hostname: "mta-sts.example.com", service: "policy" },
  ...{ zoneId: zoneId({ cloud: "cloudflare", name: "example.com" }), ...more },
});

const created: readonly Step[] = [{ check: hostname() }, { create: "up" }];

export const hostnameCases: ResourceCases = {
  token: "cloudflare:index/workersCustomDomain:WorkersCustomDomain",
  before: [there("export default {};\n"), there("export default {};\n", "other")],
  kinds: {
    "as mailzone has it": hostname(),
    "by the zone's name": {
      ...{ accountId: ACCOUNT, hostname: "mta-sts.example.com", service: "policy", zoneName: "example.com" },
    },
    "without its zone": { accountId: ACCOUNT, hostname: "mta-sts.example.com", service: "policy" },
    "with an environment": hostname({ environment: "production" }),
  },
  changes: {
    "a name": [hostname(), hostname({ hostname: "other.example.com" })],
    "an account": [hostname(), hostname({ accountId: "0c2d" })],
    "a script, which is refused": [hostname(), hostname({ service: "other" })],
  },
  refused: {
    "no account": hostname({ accountId: undefined }),
    "no script": hostname({ service: undefined }),
  },
  failing: {
    "a script that is not there": hostname({ service: "none" }),
    "a name in no zone": { accountId: ACCOUNT, hostname: "mta-sts.example.org", service: "policy" },
  },
  imported: { import: (id) => `${ACCOUNT}/${id}` },
  more: [
    ["a creation of what is there", [...created, { create: "up" }]],
    ["a deletion of what is gone", [...created, { delete: true }, { delete: true }]],
    ["what is gone", [...created, { delete: true }, { refresh: true }]],
    ["an import of what is not there", [{ import: () => `${ACCOUNT}/${"e".repeat(32)}` }]],
  ],
};
