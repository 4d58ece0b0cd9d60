/** Which SVG files receivers show as logos. Others judge too: xmllint, mailauth, and the authorities that issued mark certificates. */
import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { logoFaults } from "../../../src/live/bimi/logo-faults.ts";
import { logotypeOf } from "../../../src/live/bimi/logotype.ts";
import { needs } from "../../needs.ts";
import { logo, logoWith } from "./logos.ts";

const faultsOf = (text: string): string[] =>
  logoFaults(Buffer.from(text)).map(({ severity, says }) => `${severity} ${says}`);

const ATTRIBUTES = 'width="128" height="128" viewBox="0 0 64 64"';
const root = (attributes: string): string => logo(attributes);

const OUTSIDE = "error refers to something outside of itself";

/** Files, what is wrong with them, and whether mailauth looks for that too. */
const FILES: readonly (readonly [
  title: string,
  text: string,
  found: readonly string[],
  mailauth?: "also",
])[] = [
  ["a sound one", logo(), [], "also"],
  ["one with a declaration and comments", `<?xml version="1.0"?><!-- a --> ${logo()}\n`, [], "also"],
  [
    "one with gradients, text and uses of its own",
    logoWith(
      '<desc>A logo</desc><defs><linearGradient id="a"><stop offset="0"/></linearGradient><g id="b"><circle r="4"/></g></defs><use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#b"/><path fill="url(#a)" d="M0 0"/><text x="1" y="2"><tspan>A</tspan></text>',
    ),
    [],
    "also",
  ],
  [
    "one whose prefix is another",
    logo()
      .replaceAll(/<(\/?)(?=[a-z])/g, "<$1s:")
      .replace("xmlns=", "xmlns:s="),
    [],
  ],
  [
    "an ordinary one of the profile tiny",
    root(`version="1.1" baseProfile="tiny" ${ATTRIBUTES}`),
    ['error has baseProfile="tiny" instead of "tiny-ps"', 'error has version="1.1" instead of "1.2"'],
    "also",
  ],
  [
    "one without profile and version",
    root(ATTRIBUTES),
    ["error has no baseProfile", "error has no version"],
    "also",
  ],
  [
    "x and y of the root",
    root(`version="1.2" baseProfile="tiny-ps" x="0px" y="0px" ${ATTRIBUTES}`),
    ["error has x= and y= in its <svg> element"],
    "also",
  ],
  ["no title", logo(undefined, '<rect width="1"/>'), ["error has no <title>"], "also"],
  ["an empty title", logo(undefined, "<title> </title>"), ["error has no <title>"]],
  ["a title further inside", logo(undefined, "<g><title>A</title></g>"), ["error has no <title>"], "also"],
  [
    "two titles",
    logo(undefined, "<title>A</title><g><title>B</title></g><title>C</title>"),
    ["error has more than one <title>"],
  ],
  [
    "a long title and an empty description",
    logo(undefined, `<title>${"Example ".repeat(9)}</title><desc/>`),
    ["warning has a <title> of 71 characters, where 64 should do", "error has an empty <desc>"],
  ],
  [
    "attributes for what the profile does not have",
    root(`version="1.2" baseProfile="tiny-ps" zoomAndPan="magnify" focusable="false" ${ATTRIBUTES}`),
    ['error has zoomAndPan="magnify" instead of "disable"'],
  ],
  [
    "metadata of an editor",
    logoWith('<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><g/>'),
    ["warning has elements of other namespaces in <metadata>, which some receivers refuse"],
    "also",
  ],
  [
    "a script in metadata",
    logoWith("<metadata><script/></metadata>"),
    ["error has scripts (<script>)"],
    "also",
  ],
  [
    "no size",
    root('version="1.2" baseProfile="tiny-ps" viewBox="0 0 9 9"'),
    ["warning has no width and height, but Gmail wants them in pixels"],
    "also",
  ],
  ["a script", logoWith("<script>alert(1)</script>"), ["error has scripts (<script>)"], "also"],
  ["an event", logoWith('<g onclick="a()"/>'), ["error has scripts in attributes (onclick)"]],
  [
    "animations",
    logoWith('<rect><animate attributeName="x"/><set attributeName="y"/><animate attributeName="y"/></rect>'),
    ["error has animations (<animate> and <set>)"],
    "also",
  ],
  [
    "a raster image",
    logoWith('<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/png;base64,AA"/>'),
    ["error has raster images (<image>)", `${OUTSIDE} (data:image/png;base64,AA)`],
    "also",
  ],
  [
    "references to other files",
    logoWith(
      '<use href="other.svg#a"/><rect fill="url(https://example.com/a.svg#b)"/><rect fill=\'url("#c")\'/>',
    ),
    [`${OUTSIDE} (other.svg#a and https://example.com/a.svg#b)`],
  ],
  ["a link", logoWith('<a href="#x"><rect/></a>'), ["error has links (<a>)"]],
  [
    "styles",
    logoWith('<style>rect{}</style><rect style="fill:#fff"/>'),
    ["error has style sheets (<style>)", "error has style attributes, which the profile does not have"],
  ],
  ["a style sheet", `<?xml-stylesheet href="a.css"?>${logo()}`, ["error refers to a style sheet"]],
  [
    "elements of SVG 1.1 alone",
    logoWith("<clipPath/><mask/><filter/><pattern/><symbol/>"),
    [
      "error has other elements that the profile does not have (<clipPath>, <mask>, <filter>, <pattern> and 1 more)",
    ],
  ],
  [
    "what an editor leaves",
    logoWith(
      '<x:view xmlns:x="http://www.inkscape.org/"/><g xmlns:x="http://www.inkscape.org/" x:label="a"/>',
    ),
    ["error has elements or attributes of other namespaces (<x:view> and x:label)"],
  ],
  [
    "a document type",
    `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${logo()}`,
    ["warning has a document type, which some receivers take for a reference outside of the file"],
    "also",
  ],
  [
    "entities of its own",
    `<!DOCTYPE svg [<!ENTITY a "b">]>${logo()}`,
    ["error declares entities of its own"],
  ],
  [
    "a picture that is not square, and too small",
    root('version="1.2" baseProfile="tiny-ps" width="64" height="32"'),
    [
      "warning is not square (64 by 32)",
      "warning is smaller than 96 by 96 pixels, so Gmail does not show it",
    ],
    "also",
  ],
  [
    "a viewBox that is not square, and a relative size",
    root('version="1.2" baseProfile="tiny-ps" width="100%" height="100%" viewBox="0 0 20,10"'),
    ["warning is not square (20 by 10)", "warning has a size of 100%, but Gmail wants them in pixels"],
    "also",
  ],
  [
    "more than 32 KiB",
    logoWith(`<desc>${"x".repeat(32_768)}</desc>`),
    ["warning has 32936 octets; receivers want at most 32768, and some refuse more"],
    "also",
  ],
  [
    "another root",
    "<html><title>a</title></html>",
    [
      "error is not an SVG file: its root is <html>, and not <svg> of the namespace http://www.w3.org/2000/svg",
    ],
    "also",
  ],
  [
    "no namespace",
    logo().replace(/xmlns="[^"]*"/, ""),
    [
      "error is not an SVG file: its root is <svg>, and not <svg> of the namespace http://www.w3.org/2000/svg",
    ],
  ],
];

test.each(FILES)("%s", (_, text, found) => {
  expect(faultsOf(text)).toEqual(found);
});

test.each([
  "",
  "hello",
  "<svg",
  "<svg></g>",
  logo().replace("</svg>", ""),
  logoWith("&nbsp;"),
  logoWith("<x:a/>"),
])("what is not well-formed is told: %j", (text) => {
  expect(faultsOf(text)).toEqual([expect.stringMatching(/^error is not (?:well-formed XML|an SVG file)/)]);
});

test("what is not UTF-8 is told, and every fault says what to do", () => {
  expect(logoFaults(Buffer.from([0x89, 0x50, 0x4e, 0x47]))).toMatchObject([{ says: "is not UTF-8 text" }]);
  for (const [, text] of FILES)
    for (const { help } of logoFaults(Buffer.from(text))) expect(help).toMatch(/^\w.{10,}/);
});

test("mailauth refuses what has an error of those that it looks for, and takes the rest", () => {
  const require = createRequire(import.meta.url);
  const { validateSvg } = require("mailauth/lib/bimi/validate-svg.js") as {
    readonly validateSvg: (logo: Buffer) => boolean;
  };
  const takes = (text: string): boolean => {
    try {
      return validateSvg(Buffer.from(text));
    } catch {
      return false;
    }
  };
  for (const [title, text, found, mailauth] of FILES) {
    if (mailauth === undefined) continue;
    const isRefused = found.some((one) => one.startsWith("error"));
    expect([title, takes(text)]).toEqual([title, !isRefused]);
  }
});

test("logos that authorities have put into mark certificates have no error", () => {
  const folder = join(import.meta.dirname, "../../../node_modules/@postalsys/vmc/test/fixtures");
  const found = globSync("*.pem", { cwd: folder }).flatMap((file) => {
    const logotype = logotypeOf(new X509Certificate(readFileSync(join(folder, file))).raw);
    return typeof logotype === "string" ? [] : [logotype.svg];
  });
  expect(found.length).toBeGreaterThan(3);
  for (const svg of found) expect(logoFaults(svg).filter(({ severity }) => severity === "error")).toEqual([]);
});

describe("well-formedness", () => {
  const { test } = needs("xmllint");
  test("is that of xmllint", () => {
    for (const [title, text] of FILES) {
      const { status } = spawnSync("xmllint", ["--noout", "--nonet", "-"], { input: text });
      expect([title, status]).toEqual([title, 0]);
    }
  });
});
