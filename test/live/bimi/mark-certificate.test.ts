/** Which mark certificates receivers believe: made by OpenSSL, which judges their chains too, and real ones of authorities. */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { logotypeOf } from "../../../src/live/bimi/logotype.ts";
import { coverageFault, markRoots, readMarkCertificate } from "../../../src/live/bimi/mark-certificate.ts";
import { needs } from "../../needs.ts";
import { logo } from "./logos.ts";
import { makeMarkAuthority } from "./mark-authority.ts";

const faultsIn = (text: string, now = new Date(), roots = markRoots()): string[] =>
  readMarkCertificate(text, { now, roots }).faults.map(({ severity, says }) => `${severity} ${says}`);

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("one that OpenSSL made", () => {
  const { afterAll, beforeAll, test } = needs("openssl");
  let own: ReturnType<typeof makeMarkAuthority>;
  let other: ReturnType<typeof makeMarkAuthority>;
  let sound: string;
  beforeAll(() => {
    [own, other] = [makeMarkAuthority("Marks"), makeMarkAuthority("Others")];
    sound = own.issue({ logo: logo() });
  });
  afterAll(() => {
    own.close();
    other.close();
  });
  const judged = (text: string): string[] => faultsIn(text, new Date(), [new X509Certificate(own.root)]);

  test("is believed with its issuer, with or without the root", () => {
    expect(judged(`${sound}${own.intermediate}`)).toEqual([]);
    expect(judged(`${sound}${own.intermediate}${own.root}`)).toEqual([]);
    expect(own.verifies(sound, own.intermediate)).toBe(true);
  });

  test("is not believed without its issuer, or with that of somebody else", () => {
    const lacks = [
      'error lacks the certificate of its issuer "Marks CA", which is no known authority for mark certificates',
    ];
    expect(judged(sound)).toEqual(lacks);
    expect(judged(`${sound}${other.intermediate}`)).toEqual(lacks);
    expect(own.verifies(sound, other.intermediate)).toBe(false);
  });

  test("is not believed with an issuer of the same name that did not sign it", () => {
    const impostor = makeMarkAuthority("Marks");
    const text = `${sound}${impostor.intermediate}${impostor.root}`;
    expect(judged(text)).toEqual([expect.stringMatching(/^error lacks the certificate of its issuer/)]);
    expect(own.verifies(sound, impostor.intermediate)).toBe(false);
    impostor.close();
  });

  test("is not believed from another authority", () => {
    const theirs = other.issue({ logo: logo() });
    expect(judged(`${theirs}${other.intermediate}${other.root}`)).toEqual([
      'error leads to "Others Root", which is no known authority for mark certificates',
    ]);
  });

  test("is told that others are before or beside it", () => {
    const order = [
      "warning has its certificates in another order, or others besides, which receivers may refuse",
    ];
    expect(judged(`${own.intermediate}${sound}`)).toEqual(order);
    expect(judged(`${sound}${own.intermediate}${other.intermediate}`)).toEqual(order);
  });

  test("that ended, ends soon or has not begun is told with its day", () => {
    const at = (until: number): string[] => judged(`${own.issue({ until })}${own.intermediate}`);
    expect(at(-3)).toEqual([`error expired on ${day(-3)}`]);
    expect(at(10)).toEqual([`warning expires on ${day(10)}`]);
    expect(at(400)).toEqual([`error is not valid before ${day(35)}`]);
    expect(own.verifies(own.issue({ until: -3 }), own.intermediate)).toBe(false);
  });

  test.each([
    [-5, -365],
    [365, 5],
  ])(
    "is not believed with an issuer whose certificate ends at day %d and begins at day %d",
    (until, from) => {
      const late = makeMarkAuthority("Late", { until, from });
      const theirs = late.issue({ logo: logo() });
      expect(faultsIn(`${theirs}${late.intermediate}`, new Date(), [new X509Certificate(late.root)])).toEqual(
        [
          `error has an issuer, "Late CA", whose certificate is valid only from ${day(from)} to ${day(until)}`,
        ],
      );
      expect(late.verifies(theirs, late.intermediate)).toBe(false);
      late.close();
    },
  );

  test("for web servers is not for logos", () => {
    const web = own.issue({ usage: "serverAuth", hasLogotype: false });
    expect(judged(`${web}${own.intermediate}`)).toEqual([
      "error is not for logos: it lacks the extended key usage 1.3.6.1.5.5.7.3.31",
    ]);
    expect(logotypeOf(new X509Certificate(web).raw)).toBe("absent");
  });

  test("has the logo that was put into it, unless that cannot be read", () => {
    expect(logotypeOf(new X509Certificate(sound).raw)).toEqual({ svg: Buffer.from(logo()) });
    for (const uri of [
      "https://example.com/a.svg",
      "data:image/svg+xml;base64,H4sIAAAA",
      "data:image/png;base64,AA",
    ])
      expect(logotypeOf(new X509Certificate(own.issue({ uri })).raw)).toBe("unreadable");
  });

  test("covers its names, what is below the name of an organization, a selector of a domain, and half of the rest", () => {
    const certificate = new X509Certificate(
      own.issue({ names: ["Example.com", "news._bimi.shop.example.org", "mail.example.co.uk"] }),
    );
    const severity = (selector: string, domain: string): string | undefined =>
      coverageFault(certificate, selector, domain)?.severity;
    expect(severity("default", "example.com.")).toBeUndefined();
    expect(severity("default", "shop.example.com.")).toBeUndefined();
    expect(severity("news", "shop.example.org.")).toBeUndefined();
    expect(severity("default", "shop.example.org.")).toBe("error");
    expect(severity("default", "mail.example.co.uk.")).toBeUndefined();
    expect(severity("default", "example.co.uk.")).toBe("warning");
    expect(severity("default", "other.co.uk.")).toBe("error");
    expect(severity("default", "example.net.")).toBe("error");
    expect(coverageFault(new X509Certificate(own.issue({ names: [] })), "default", "a.example.")?.says).toBe(
      "is not for a.example: it has no names",
    );
  });
});

describe("the library of mailauth", () => {
  const { afterAll, beforeAll, test } = needs("openssl");
  let own: ReturnType<typeof makeMarkAuthority>;
  beforeAll(() => {
    own = makeMarkAuthority("Marks");
  });
  afterAll(() => own.close());

  test("takes and refuses the same", async () => {
    const require = createRequire(import.meta.url);
    const { vmc } = require("@postalsys/vmc") as {
      readonly vmc: (
        pem: string,
        options: { readonly rootStore: unknown },
      ) => Promise<{ readonly logoFile: string }>;
    };
    const rootStore = { rootCerts: [new X509Certificate(own.root)] };
    const [good, old, web] = [
      own.issue({ logo: logo() }),
      own.issue({ logo: logo(), until: -1 }),
      own.issue({ logo: logo(), usage: "serverAuth" }),
    ];
    const { intermediate, root } = own;
    for (const [text, isTaken] of [
      [`${good}${intermediate}`, true],
      [`${good}${intermediate}${root}`, true],
      [good, false],
      [`${intermediate}${good}`, false],
      [`${old}${intermediate}`, false],
      [`${web}${intermediate}`, false],
    ] as const) {
      const taken = await vmc(text, { rootStore }).catch(() => undefined);
      expect(taken !== undefined).toBe(isTaken);
      expect(faultsIn(text, new Date(), rootStore.rootCerts).length === 0).toBe(isTaken);
      if (taken !== undefined) expect(Buffer.from(taken.logoFile, "base64").toString()).toBe(logo());
    }
  });
});

describe("a real one", () => {
  const folder = join(import.meta.dirname, "../../../node_modules/@postalsys/vmc/test/fixtures");
  const real = (file: string): string => readFileSync(join(folder, file), "utf8");

  test.each([
    ["cnn.pem", "2022-01-01", "cnn.com."],
    ["paypal_vmc.pem", "2025-01-01", "paypal.com."],
    ["redshift.pem", "2022-01-01", "redsift.com."],
    ["xometry_cmc.pem", "2025-01-01", "xometry.com."],
    ["globalsign-vmc.pem", "2025-12-01", "globalsign.com."],
  ])("%s is believed while it is valid, and then not", (file, date, domain) => {
    const text = real(file);
    expect(faultsIn(text, new Date(date))).toEqual([]);
    expect(faultsIn(text, new Date("2026-12-01"))).toEqual([expect.stringMatching(/^error expired on 202/)]);
    const { certificate } = readMarkCertificate(text, { now: new Date(), roots: markRoots() });
    expect(certificate && coverageFault(certificate, "default", domain)).toBeUndefined();
  });

  test("that was altered is not believed", () => {
    const [first = "", ...others] = real("cnn.pem").split(/(?<=-----END CERTIFICATE-----\n)/);
    const der = Buffer.from(new X509Certificate(first).raw);
    // a letter of the signature
    der[der.length - 5] = (der[der.length - 5] ?? 0) ^ 1;
    const pem = `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`;
    expect(faultsIn(`${pem}${others.join("")}`, new Date("2022-01-01"))).toEqual([
      expect.stringMatching(/^error lacks the certificate of its issuer/),
    ]);
  });
});

test.each([
  "",
  "hello",
  "<html>",
  "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
  "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----".repeat(11),
])("what is no certificate is told: %j", (text) => {
  expect(faultsIn(text)).toEqual(["error is not a file of certificates in PEM that can be read"]);
});

test("a file with certificates of authorities alone is told", () => {
  expect(faultsIn(markRoots()[0]?.toString() ?? "")).toEqual(["error has only certificates of authorities"]);
});
