import { stsWorkerName } from "../../../src/check/transport/sts-worker-name.ts";
import type { OwnedResource } from "../../../src/inventory/owned.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";
import { type LiveCase, live } from "../live-case.ts";

const WORKER = ["mailbox: tencent-exmail", "mtaSts: {mode: testing, host: cloudflare-worker}"];

export const cases: readonly CheckCase[] = [
  ...explained(stsWorkerName, ["error 5:11"]),
  {
    check: "sts-worker-name",
    title: "refuses an alias and a delegation, and takes texts and a wildcard beside it",
    specs: [
      spec("cloudflare", ...WORKER, "records: [{name: mta-sts, type: CNAME, value: web.example.net}]"),
      spec("cloudflare", ...WORKER, "records: [{name: mta-sts, type: NS, value: ns.example.net}]"),
      spec(
        "cloudflare",
        ...WORKER,
        "records: [{name: mta-sts, type: TXT, value: hello}, {name: '*', type: A, value: 198.51.100.3}]",
      ),
    ]
      .map((one, i) => one.replace("example.com", `example${i}.com`))
      .join("---\n"),
    finds: ["error 5:11", "error 11:11"],
  },
  {
    check: "sts-worker-name",
    title: "refuses a name that something else is said to manage",
    specs: spec("cloudflare", ...WORKER, "external: [mta-sts]"),
    finds: ["error 4:31"],
    mended: spec("cloudflare", ...WORKER),
  },
];

const WANTED = `${WORKER.join("\n")}\n`;

/** What Cloudflare makes for a Worker at the name. */
const MADE = live("1", "mta-sts AAAA 100::", { locked: true, proxied: true });

const HOSTNAME: OwnedResource = {
  urn: "urn:pulumi:live::mailzone::x::example.com/mta-sts/WORKER",
  name: "example.com/mta-sts/WORKER",
  type: "cloudflare:index/workersCustomDomain:WorkersCustomDomain",
  outputs: { id: "d1" },
};

export const liveCases: readonly LiveCase[] = [
  [
    "sts-worker-name: what leads the name elsewhere is in the way",
    "cloudflare",
    WANTED,
    [live("1", "mta-sts CNAME web.example.net"), live("2", "mta-sts TXT hello")],
    ["error sts-worker-name 1"],
  ],
  ["sts-worker-name: the record that Cloudflare makes for a Worker is not", "cloudflare", WANTED, [MADE], []],
  [
    "sts-worker-name: nor is it when a web server takes the place of the stack's Worker",
    "cloudflare",
    WANTED.replace("cloudflare-worker", "static, server: web.example.net"),
    [MADE],
    [],
    { owned: [HOSTNAME] },
  ],
  [
    "sts-worker-name: that of a Worker which the stack does not own keeps out a web server",
    "cloudflare",
    WANTED.replace("cloudflare-worker", "static, server: web.example.net"),
    [MADE],
    ["error cname-exclusive-live 1"],
  ],
];
