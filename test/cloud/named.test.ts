/** Clouds are known by their ids, titles and usual names, however they are spelled. */
import { describe, expect, test } from "@jest/globals";
import { clouds } from "../../src/cloud/clouds.ts";
import { cloudNamed, searchClouds, unknownCloud } from "../../src/cloud/named.ts";

describe("a cloud is named", () => {
  test.each([
    ["Cloudflare", "cloudflare"],
    ["CF", "cloudflare"],
    ["route 53", "route53"],
    ["Route-53", "route53"],
    ["AWS", "route53"],
    ["Amazon Route 53", "route53"],
    ["亚马逊", "route53"],
    ["阿里云", "alidns"],
    ["aliyun", "alidns"],
    ["Alibaba Cloud DNS", "alidns"],
    ["ALIDNS", "alidns"],
  ])("%s", (name, id) => {
    expect(cloudNamed(name)?.id).toBe(id);
  });

  test.each(["", " ", "dns", "53", "godaddy", "云"])("%j is no cloud's name", (name) => {
    expect(cloudNamed(name)).toBeUndefined();
  });

  test("no name is two clouds'", () => {
    const names = clouds.flatMap(({ id, title, aliases }) =>
      [id, title, ...aliases].map((name) => [name, id]),
    );
    for (const [name = "", id] of names) expect([name, cloudNamed(name)?.id]).toEqual([name, id]);
  });
});

test("a search finds parts of names; all for no text", () => {
  expect(searchClouds("ali").map(({ id }) => id)).toEqual(["alidns"]);
  expect(searchClouds("云").map(({ id }) => id)).toEqual(["alidns", "route53"]);
  expect(searchClouds("")).toHaveLength(clouds.length);
});

test("what is no name is told with the one that is meant", () => {
  expect(unknownCloud("cloudfare")).toBe(
    '"cloudfare" is not alidns, cloudflare or route53; did you mean cloudflare?',
  );
  expect(unknownCloud("godaddy")).toBe('"godaddy" is not alidns, cloudflare or route53');
});
