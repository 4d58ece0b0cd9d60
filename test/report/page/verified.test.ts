/** What a document of `mailzone verify` says of a domain. */
import { describe, expect, test } from "@jest/globals";
import {
  type ANSWER_VALUES,
  type VerifyDocument,
  verifiedDomains,
} from "../../../src/report/page/verified.ts";
import { factsAbout, loadedOf, pageWith, saidOf } from "./fleet.ts";

type Domain = VerifyDocument["domains"][number];
type Server = Domain["records"][number]["servers"][number];

const right: Server = {
  server: "ns1.example.net (192.0.2.1)",
  answered: ["10 mx.example.net."],
  ttl: 600,
  failure: null,
  agrees: true,
};
const other: Server = {
  ...right,
  server: "ns2.example.net (192.0.2.2)",
  answered: ["5 old.example.net."],
  agrees: false,
};
const empty: Server = { ...other, answered: [] };
const silent: Server = { ...other, answered: null, ttl: null, failure: "timeout" };

const asked = (state: Domain["state"], ...servers: readonly Server[]): Domain => ({
  domain: "a.example",
  zone: "a.example.",
  cloud: "cloudflare",
  state,
  records:
    servers.length === 0
      ? []
      : [{ name: "a.example.", type: "MX", wanted: ["10 mx.example.net."], servers: [...servers] }],
});
const document = (...domains: readonly Domain[]): VerifyDocument => ({
  version: 1,
  domains: [...domains],
  findings: [],
  summary: { domains: 1, sets: 1, servers: 1, agreeing: 1, errors: 0, warnings: 0 },
});

describe("the outcome", () => {
  test.each<[keyof typeof ANSWER_VALUES, string, readonly Domain[], said: string]>([
    ["right", "every server agrees", [asked("delegated", right, right)], "1 of 1 record set as wanted"],
    ["differs", "one answers otherwise", [asked("delegated", right, other)], "0 of 1 record set as wanted"],
    ["differs", "one has nothing", [asked("delegated", right, empty)], "0 of 1 record set as wanted"],
    [
      "differs",
      "one is silent, one wrong",
      [asked("delegated", silent, other)],
      "0 of 1 record set as wanted",
    ],
    ["silent", "one says nothing", [asked("delegated", right, silent)], "0 of 1 record set as wanted"],
    ["silent", "none has the zone", [asked("unanswered")], "no server answers for the zone"],
    ["lost", "no such name", [asked("nxdomain")], "the zone is not in DNS"],
    ["lost", "a CNAME in its place", [asked("alias")], "the zone's name is a CNAME"],
    [
      "unseen",
      "no server can be asked",
      [asked("unseen")],
      "the zone's servers could not be asked from where mailzone verify ran",
    ],
    ["unseen", "no server was asked", [asked("delegated")], "0 of 0 record sets as wanted"],
    [
      "lost",
      "the worse of two zones",
      [asked("delegated", right), asked("nxdomain")],
      "the zone is not in DNS; 1 of 1 record set as wanted",
    ],
  ])("%s: %s", (outcome, _, domains, said) => {
    expect(verifiedDomains(document(...domains)).get("a.example")).toMatchObject({ outcome, said });
  });
});

test("the page has what was wanted and what each wrong server said; a domain that was not asked says so", () => {
  const verified = {
    domains: verifiedDomains(document(asked("delegated", right, other, empty, silent))),
    findings: [
      {
        code: "verify-differs",
        severity: "error" as const,
        message: "ns2 answers otherwise",
        help: null,
        domain: "a.example",
        file: null,
        line: null,
        column: null,
        related: [],
        more: 0,
      },
    ],
  };
  const parked = (name: string): string => `domain: ${name}\ndns: cloudflare\nmode: parked\n`;
  const data = pageWith(loadedOf({ "a.yaml": parked("a.example"), "b.yaml": parked("b.example") }), {
    verified,
  });
  expect(saidOf(data, "a.example")).toMatchObject({
    answers: "0 of 1 record set as wanted",
    sets: [
      {
        at: "a.example MX",
        wanted: ["10 mx.example.net."],
        heard: [
          "ns2.example.net (192.0.2.2): 5 old.example.net.",
          "ns2.example.net (192.0.2.2): nothing",
          "ns2.example.net (192.0.2.2): timeout",
        ],
      },
    ],
  });
  expect(saidOf(data, "a.example").findings).toContainEqual(
    expect.objectContaining({ by: "DNS", message: "ns2 answers otherwise" }),
  );
  expect(factsAbout(data, "a.example")).toMatchObject({ dns: "answers differ", findings: "errors" });
  expect(factsAbout(data, "b.example")).toMatchObject({ dns: "not asked" });
});
