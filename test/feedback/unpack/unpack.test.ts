/** Files that are made to hurt whoever opens them are refused, at once and with the others still read. */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { MOST_ENTRIES, MOST_PARTS } from "../../../src/feedback/unpack/bounds.ts";
import { formOf } from "../../../src/feedback/unpack/form.ts";
import { mailsIn } from "../../../src/feedback/unpack/mailbox.ts";
import { unpack } from "../../../src/feedback/unpack/unpack.ts";
import { cpuSeconds } from "../../cpu-time.ts";
import { sums, tallied } from "../dmarc/tallied.ts";
import { aggregate, gzip, mail, mailbox, zip } from "../written.ts";

const zeros = Buffer.alloc(50 << 20);

async function unpacked(content: string | Uint8Array): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { kind, path } of unpack(Buffer.from(content))) found.push([kind, ...path].join(" "));
  return found;
}

describe("what is refused", () => {
  const bomb = gzipSync(zeros);
  test.each<[string, string | Uint8Array, string]>([
    ["a gzip bomb", bomb, "unpack to"],
    ["a gzip bomb in a ZIP", zip({ name: "a.xml.gz", content: bomb }), "unpack to"],
    ["a ZIP bomb", zip({ name: "a.xml", content: zeros }), "unpack to"],
    ["a ZIP bomb that says it is small", zip({ name: "a.xml", content: zeros, claimed: 100 }), "damaged"],
    [
      "a path that leads out of a ZIP",
      zip({ name: "../../etc/passwd", content: "<feedback/>" }),
      "leads out of it",
    ],
    ["an absolute path in a ZIP", zip({ name: "/etc/passwd", content: "<feedback/>" }), "leads out of it"],
    [
      "a bomb of entities",
      '<!DOCTYPE f [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><feedback>&b;</feedback>',
      "entities",
    ],
    [
      "an entity that reads a file",
      '<!DOCTYPE f [<!ENTITY a SYSTEM "file:///etc/passwd">]><feedback>&a;</feedback>',
      "entities",
    ],
    ["elements in elements without end", `<feedback>${"<record>".repeat(10_000)}`, "deeper"],
    [
      "a mail with more attachments than anybody sends",
      mail(...Array.from({ length: MOST_PARTS + 1 }, (_, i) => ({ name: `${i}`, content: "x" }))),
      "attachments",
    ],
    ["a mail with parts in parts without end", nested(500), "taken apart"],
    [
      "archives in archives",
      [...Array(10)].reduce<Buffer>((inside) => gzip(inside), gzip(aggregate())),
      "more than 6",
    ],
  ])("%s", async (_, content, words) => {
    const seconds = await cpuSeconds(async () => {
      const { collected, tallies } = await tallied([content, aggregate({ rows: [{ count: 7 }] })]);
      expect(collected.findings.map(({ severity, message }) => [severity, message])).toEqual([
        ["error", expect.stringContaining(words)],
      ]);
      expect(sums(tallies).messages).toBe(7);
    });
    expect(seconds).toBeLessThan(10);
  });

  test("an archive with too many files", async () => {
    const files = Array.from({ length: MOST_ENTRIES + 1 }, (_, i) => ({ name: `${i}`, content: "" }));
    const { collected } = await tallied([zip(...files)]);
    expect(collected.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining("more than 20000 files"),
    ]);
  });

  test("many small bombs in one file, once they unpack to more than a file of reports does", async () => {
    const part = gzipSync(Buffer.alloc(900_000, " "));
    const mails = Array.from({ length: 300 }, () => mail({ name: "a.gz", content: part }));
    const { collected } = await tallied([mailbox(...mails)]);
    expect(collected.findings.some(({ message }) => message.includes("rest of it is not read"))).toBe(true);
  });
});

test("a report about one message is counted, and nothing of it is opened", async () => {
  const failure = mail(
    { name: "report", type: "message/feedback-report", content: "Feedback-Type: auth-failure\n" },
    { name: "message", type: "message/rfc822", content: mail({ name: "r.xml", content: aggregate() }) },
  );
  const { collected } = await tallied([failure]);
  expect(collected).toMatchObject({ reports: 0, failures: 1, others: 0, findings: [] });
});

test("each part is named by what it is in", async () => {
  const report = gzip(aggregate());
  expect(
    await unpacked(
      mailbox(mail({ name: "a.xml.gz", content: report }), mail({ name: "b.txt", content: "b" })),
    ),
  ).toEqual(["xml mail 1 a.xml.gz gzip", "other mail 2 b.txt"]);
});

test.each<[string, string | Uint8Array, ReturnType<typeof formOf>]>([
  ["gzip", gzip("x"), "gzip"],
  ["zip", zip({ name: "a", content: "a" }), "zip"],
  ["zip", zip(), "zip"],
  ["xml", "\ufeff\n<feedback/>", "xml"],
  ["json", ' {"a": 1}', "json"],
  ["mailbox", "From a@b Sun\nSubject: x\n", "mailbox"],
  ["mail", "Received: by x\r\nFrom: a@b\r\n", "mail"],
  ["other", "hello: world", undefined],
  ["other", Buffer.from([0x1f]), undefined],
])("a file's form is seen by its beginning: %s", (_, content, form) => {
  expect(formOf(Buffer.from(content))).toBe(form);
});

test("a mailbox is cut where a line with From follows an empty one, and nowhere else", () => {
  const text =
    "From a\nSubject: 1\n\nFrom here\nno\n\nFrom b\r\nSubject: 2\r\n\r\nx\r\n\r\nFrom c\nSubject: 3\n";
  const mails = [...mailsIn(Buffer.from(text))].map(
    (one) => /Subject: \d/.exec(Buffer.from(one).toString())?.[0],
  );
  expect(mails).toEqual(["Subject: 1", undefined, "Subject: 2", "Subject: 3"]);
  expect([...mailsIn(Buffer.from("From a"))]).toEqual([]);
});

/** A mail whose parts are multiparts, each in the other. */
function nested(depth: number): string {
  const heads = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
  );
  return `From: a@b.example\r\nSubject: x\r\n${heads.join("")}`;
}
