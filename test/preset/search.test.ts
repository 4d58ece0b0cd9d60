/** Presets are found by what people call them, and a name stands for a preset only if it is one of its own. */
import { describe, expect, test } from "@jest/globals";
import { readCatalogue } from "../../src/preset/catalogue.ts";
import { roleFault } from "../../src/preset/role.ts";
import { presetsCalled, searchPresets } from "../../src/preset/search.ts";
import type { PresetRole } from "../../src/spec/spec.ts";

const ids = (entries: readonly { readonly id: string }[]): string[] => entries.map(({ id }) => id);

describe("a search finds, the nearest first", () => {
  test.each([
    ["gmail", "google-workspace"],
    ["qq", "tencent-exmail"],
    ["腾讯", "tencent-exmail"],
    ["aliyun", "alibaba-mail-enterprise"],
    ["office365", "microsoft-365"],
    ["Office 365", "microsoft-365"],
    ["outlook", "microsoft-365"],
    ["hotmail", "outlook-personalized-email"],
    ["飞书", "feishu-mail"],
    ["mxbiz1.qq.com", "tencent-exmail"],
    ["_spf.google.com", "google-workspace"],
    ["google WORKSPACE", "google-workspace"],
    ["send", "sendcloud"],
    ["proton", "proton-mail"],
    ["microsoft-365-dane", "microsoft-365"],
  ])("%s", (text, first) => {
    const found = ids(searchPresets(readCatalogue(), text));
    expect(found).toContain(first);
    expect(found.slice(0, 3)).toContain(first);
  });

  test("everything for no text, nothing for what nobody is called", () => {
    expect(searchPresets(readCatalogue(), " ")).toHaveLength(readCatalogue().length);
    expect(searchPresets(readCatalogue(), "nobody at all")).toEqual([]);
  });
});

describe("a name stands for", () => {
  const inRole = (role: PresetRole) =>
    readCatalogue().filter((entry) => roleFault(entry, { id: entry.id, role }) === undefined);

  test.each<[string, PresetRole, string[]]>([
    ["gmail", "mailbox", ["google-workspace"]],
    ["QQ", "mailbox", ["tencent-exmail"]],
    ["腾讯", "mailbox", ["tencent-exmail"]],
    ["outlook", "mailbox", ["microsoft-365"]],
    ["office365", "mailbox", ["microsoft-365"]],
    ["微软", "mailbox", ["microsoft-365"]],
    ["hotmail", "mailbox", ["outlook-personalized-email"]],
    ["ses", "sender", ["amazon-ses"]],
    ["腾讯", "sender", ["tencent-exmail", "tencent-ses"]],
    ["aliyun", "mailbox", ["alibaba-mail-enterprise", "alibaba-mail-standard"]],
    ["飞书", "mailbox", ["feishu-mail", "lark-mail"]],
    // a part of a name is none
    ["goog", "mailbox", []],
    ["mail", "mailbox", []],
    ["", "mailbox", []],
  ])("%s as %s: %j", (name, role, called) => {
    expect(ids(presetsCalled(inRole(role), name))).toEqual(called);
  });
});
