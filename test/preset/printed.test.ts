/** What `mailzone providers` shows: the list, in a pipe and at a terminal, and one preset. */
import { describe, expect, test } from "@jest/globals";
import { readCatalogue } from "../../src/preset/catalogue.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { presetExample } from "../../src/report/preset-example.ts";
import { printPreset, printPresets, printPresetsByKind } from "../../src/report/presets.ts";

const all = readCatalogue();
const library = openLibrary();
const ids = all.flatMap(({ id, variants }) => [id, ...Object.keys(variants)]);

describe("the list at a terminal", () => {
  const lines = printPresetsByKind(all, "", 80).split("\n");

  test("has every id once, a line each, under the key of a spec that names it", () => {
    const shown = lines.flatMap((line) => /^ {2,4}(\S+) {2,}\S/.exec(line)?.[1] ?? []);
    expect([...shown].sort()).toEqual([...ids].sort());
    expect(lines.filter((line) => /^\S.*\(.*:.*\)$/.test(line))).toEqual([
      "Mailboxes (mailbox:)",
      "Forwarders, which pass mail on to addresses elsewhere (mailbox:)",
      "Receivers, which pass mail to programs (mailbox:)",
      "Your own servers (mailbox:)",
      "Gateways in front of a mailbox (gateway:)",
      "Senders (senders:)",
      "No mail (mode: parked)",
    ]);
    expect(lines.slice(lines.indexOf("Senders (senders:)")).join("\n")).toMatch(
      /^ {2}mailgun +Mailgun\n {4}mailgun-us +with region: us\n/m,
    );
  });

  test.each([60, 80, 200])("has no line longer than %d columns", (width) => {
    const longest = Math.max(
      ...printPresetsByKind(all, "", width)
        .split("\n")
        .filter((line) => line.startsWith("  "))
        .map(({ length }) => length),
    );
    expect(longest).toBeLessThanOrEqual(width);
    expect(printPresetsByKind(all, "", width).includes("...")).toBe(width < 100);
  });

  test("says what is not current, and nothing of what is", () => {
    const text = lines.join("\n");
    expect(text).toMatch(/^ {2}amazon-workmail +Amazon WorkMail \(ending 2027-03-31\)$/m);
    expect(text).toMatch(/^ {2}flock-mail +Flock Mail \(legacy\)$/m);
    expect(text).not.toMatch(/current/);
  });

  test("has only the kinds that were asked for, and says so when there is none", () => {
    const gateways = printPresetsByKind(
      all.filter(({ kind }) => kind === "gateway"),
      "gateway",
      80,
    );
    expect(gateways).toMatch(/^Gateways in front of a mailbox \(gateway:\)\n {2}barracuda-egd {10}Barracuda/);
    expect(gateways).not.toMatch(/Senders|Mailboxes/);
    expect(printPresetsByKind([], "qq", 80)).toMatch(/^no provider matches "qq"/);
  });
});

test("the list in a pipe has id, kind, status and title on every line, uncut", () => {
  const lines = printPresets(all, "").split("\n\n")[0]?.split("\n") ?? [];
  expect(lines.map((line) => line.trim().split(/ {2,}/)[0])).toEqual(ids);
  for (const line of lines) {
    expect(line).toMatch(
      /^ {2}\S+ +(?:mailbox|sender|gateway|forwarder|receiver|selfhosted|policy) +(?:current|legacy|ending \S+) +\S/,
    );
  }
  expect(lines.join("\n")).toContain("Rackspace Email (Cloud Office, OpenSRS hosted email)");
});

const example = (id: string) => {
  const preset = library.find(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return { preset, ...presetExample(preset, library) };
};

describe("what a preset gives to records that the domain has once", () => {
  const cases: [id: string, shares: string[]][] = [
    ["mimecast", ["@ SPF include:us._netblocks.mimecast.com"]],
    ["sendcloud", ["@ SPF include:spf.sendcloud.org", "_dmarc DMARC v=DMARC1; p=none"]],
    ["sendgrid", ["_dmarc DMARC v=DMARC1; p=none"]],
    ["mailchimp", ["_dmarc DMARC v=DMARC1; p=none"]],
    ["amazon-ses", ["_dmarc DMARC v=DMARC1; p=none"]],
    ["tencent-exmail", []],
    ["parked-domain", []],
  ];
  test.each(cases)("%s", (id, shares) => {
    const one = example(id);
    expect(one.shares.map((row) => row.join(" "))).toEqual(shares);
    const own = one.records.map((row) => row.join(" "));
    if (shares.length > 0) expect(own.filter((line) => /^@ TXT "v=spf1|^_dmarc /.test(line))).toEqual([]);
  });

  test("every sender and gateway shows each of its terms", () => {
    for (const { kind, id, records } of library.presets()) {
      if (kind !== "sender" && kind !== "gateway") continue;
      const said = JSON.stringify([example(id).records, example(id).shares]);
      for (const record of records) {
        if (record.type !== "SPF" || record.need === "optional") continue;
        for (const term of record.terms)
          if (!term.includes("{")) expect([id, said]).toEqual([id, expect.stringContaining(term)]);
      }
    }
  });

  test("what a mailbox publishes is whole, its policy too", () => {
    const lines = example("netease-enterprise").records.map((row) => row.join(" "));
    expect(lines).toContain('@ TXT "v=spf1 include:spf.163.com -all"');
    expect(lines.join("\n")).toMatch(/^_dmarc TXT "v=DMARC1; p=none; fo=1/m);
  });

  test("SPF below the mail domain is a sender's own record", () => {
    expect(example("mailgun").records.map((row) => row.join(" "))).toContain(
      'mg TXT "v=spf1 include:mailgun.org ~all"',
    );
  });
});

describe("one preset as text", () => {
  const printed = (id: string) => {
    const { preset, records, shares } = example(id);
    return printPreset(preset, { records, shares });
  };

  test("says what it takes for itself, in words", () => {
    expect(printed("mimecast")).toMatch(
      /\nconflicts and requirements:\n {2}no other MX at the name \(mx-exclusive\)\n {2}its MX replace/,
    );
    expect(printed("mailjet")).not.toMatch(/conflicts and requirements/);
  });

  test("does not take shares for records", () => {
    expect(printed("sendgrid")).toMatch(
      /\nadded to the domain's one SPF record and one DMARC record:\n {2}_dmarc {2}DMARC {2}v=DMARC1; p=none {2}unless there is another\n/,
    );
    expect(printed("tencent-exmail")).not.toMatch(/added to the domain's one SPF record/);
  });
});
