/** A cloud whose SDK is not installed is a finding that says what to install; one that no spec names need not be there. */
import { expect, test } from "@jest/globals";
import { loadSpec } from "../../src/pipeline.ts";
import { missingSdks } from "../../src/pulumi/cloud-sdk/cloud-sdks.ts";

const { zones } = loadSpec("a spec", {
  domain: "example.com",
  dns: ["cloudflare", "route53"],
  mailbox: "tencent-exmail",
});

test("each missing SDK is told once, with the command that installs it", () => {
  const findings = missingSdks([...zones, ...zones], (name) => name !== "@pulumi/aws");
  expect(findings.map(({ code, message, help }) => [code, message, help])).toEqual([
    [
      "dns-sdk",
      "the package @pulumi/aws is not installed, so nothing can be published to Amazon Route 53",
      expect.stringMatching(/^run npm install '@pulumi\/aws@\^\d+\.\d+\.\d+'$/),
    ],
  ]);
});

test("nothing is missing where all that specs name is installed", () => {
  expect(missingSdks(zones)).toEqual([]);
  expect(missingSdks(zones, (name) => name !== "@pulumi/alicloud")).toEqual([]);
});
