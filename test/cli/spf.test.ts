/** What `mailzone spf` prints for the sample stack, and that a refresh without network leaves the snapshot alone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { SNAPSHOT_FILE } from "../../src/mail/spf-snapshot.ts";
import { mailzone } from "./run.ts";

const repository = join(import.meta.dirname, "../..");
const sandbox = (file: string): string => join(repository, "stacks/sandbox", file);

describe("mailzone spf", () => {
  test("shows what three senders cost as a tree, each record of the domain for itself", () => {
    const ran = mailzone(["spf", sandbox("cloudflare/shop.example.com.yaml")], repository);
    expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });
    expect(ran.stdout.replace(/seen [\d-]+/g, "seen DAY")).toBe(
      [
        "shop.example.com: 1 of 10 lookups, 35 octets",
        "  include:_spf.google.com  1  google-workspace; last seen DAY",
        "mg.shop.example.com: 5 of 10 lookups, 31 octets",
        "  include:mailgun.org            5  mailgun; last seen DAY",
        "    include:_spf.mailgun.org     3  last seen DAY",
        "      include:_spf1.mailgun.org  1  last seen DAY",
        "      include:_spf2.mailgun.org  1  last seen DAY",
        "    include:_spf.eu.mailgun.org  1  last seen DAY",
        "bounce.shop.example.com: 1 of 10 lookups, 33 octets",
        "  include:amazonses.com  1  amazon-ses; last seen DAY",
        "",
      ].join("\n"),
    );
  });

  test("gives one document, with every domain once", () => {
    const ran = mailzone(["spf", sandbox("moving.example.com.yaml"), "--format", "json"], repository);
    const { version, limit, domains } = JSON.parse(ran.stdout);
    expect({ version, limit }).toEqual({ version: 1, limit: 10 });
    expect(domains.map(({ domain }: { domain: string }) => domain)).toEqual(["moving.example.com"]);
  });

  test("refresh without network: one line, exit 2, and the snapshot as it was", () => {
    const before = readFileSync(SNAPSHOT_FILE, "utf8");
    const ran = mailzone(["spf", "--refresh"]);
    // where there is a network the refresh would succeed, and this test has nothing to say
    if (ran.code === 0) return;
    expect(ran).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^mailzone: DNS has .*; there seems to be no network; the snapshot was not updated\n$/,
      ),
    });
    expect(readFileSync(SNAPSHOT_FILE, "utf8")).toBe(before);
  });
});
