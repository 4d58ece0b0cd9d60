/** The page in a real browser: ten thousand domains without delay, with the keyboard, on paper, and hostile text stays text. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { browserFiles } from "../../../src/report/page/browser.ts";
import type { PageData, PageDomain } from "../../../src/report/page/page-data.ts";
import { pageHtml } from "../../../src/report/page/page-html.ts";
import { visible } from "../../../src/words/text.ts";
import { needs } from "../../needs.ts";
import { loadedOf, pageWith } from "./fleet.ts";
import { HOSTILE } from "./hostile.ts";

const PROGRAM = "chromium-headless-shell";
const { afterAll, beforeAll, describe, test } = needs(PROGRAM);

const MANY = 10_000;
const folder = mkdtempSync(join(tmpdir(), "mailzone-browser-"));
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: `/usr/bin/${PROGRAM}`,
    // its sandbox needs what containers lack; what it shows is from this test
    args: ["--no-sandbox"],
  });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const name = (i: number): string => `company${String(i).padStart(5, "0")}.example`;

/** As large as a page of so many domains is: a dozen records each, of which a key and an address are its own. */
function manyDomains(): PageData {
  const texts = ["", "\u0001", "MX", "10 mx.example.net.", "TXT", "zone \u0001 on Cloudflare", "it is wrong"];
  const records: [number, number, number, number, number][] = [[1, 3600, 2, 3, 0]];
  const domains = Array.from({ length: MANY }, (_, i): PageDomain => {
    const key = texts.push(`"v=DKIM1; k=rsa; p=${String(i).repeat(90).slice(0, 400)}"`) - 1;
    const own = records.push([1, 3600, 4, key, 0]) - 1;
    return {
      name: name(i),
      about: [],
      zones: [{ title: 5, records: [...Array(11).fill(0), own] }],
      ...(i % 1000 === 7 && { findings: [0] }),
    };
  });
  return {
    texts,
    records,
    domains,
    sets: [],
    findings: [{ severity: "error", code: "mx-present", by: "specs", message: 6 }],
    codes: {},
    others: [],
    moreOthers: 0,
    facts: [
      {
        ...{ id: "findings", title: "Findings", about: "" },
        values: [
          { label: "errors", tone: "bad" },
          { label: "none", tone: "good" },
        ],
        of: domains.map(({ findings }) => (findings === undefined ? 1 : 0)),
      },
      {
        ...{ id: "dmarc", title: "DMARC", about: "" },
        values: ["none", "quarantine", "reject"].map((label) => ({ label, tone: "plain" })),
        of: domains.map((_, i) => i % 3),
      },
    ],
  };
}

/** Everything in it is hostile. */
function hostileDomain(): PageData {
  const texts = HOSTILE.map(visible);
  const all = texts.map((_, number) => number);
  const finding = { severity: "error", code: "x", by: "DNS", message: 0 } as const;
  return {
    texts,
    records: all.map((number) => [number, 60, number, number, number]),
    findings: all.map((number) => ({
      ...finding,
      message: number,
      help: number,
      place: number,
      waived: number,
      related: [[number, number]],
    })),
    sets: all.map((number) => ({ name: number, type: number, wanted: [number], heard: [[number, number]] })),
    codes: { x: { rule: texts[0] ?? "", why: texts[2] ?? "", effect: texts[4] ?? "" } },
    others: all,
    moreOthers: 3,
    facts: [
      {
        ...{ id: "mailbox", title: "Mailboxes", about: texts[0] ?? "" },
        values: texts.map((label) => ({ label, tone: "plain" })),
        of: [0],
      },
    ],
    domains: [
      {
        name: "a.example",
        shown: texts[0] ?? "",
        about: all.map((number) => [number, number]),
        zones: all.map((title) => ({ title, records: all })),
        findings: all,
        answers: { said: 0, sets: all },
        drift: all,
        reports: { said: 0, sources: all.map((number) => Array(5).fill(number)), lost: 1 },
      },
    ],
  };
}

/** Opens a page; whatever its script or its policy complains of is kept. */
async function opened(
  data: PageData,
  hash = "",
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const file = join(folder, "index.html");
  const summary = { domains: data.domains.length, records: 0, errors: 0, warnings: 0, infos: 0, waived: 0 };
  writeFileSync(file, pageHtml({ data, summary, made: "now", version: "1", ...browserFiles() }));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) complaints.push(request.url());
  });
  await page.goto(`${pathToFileURL(file)}${hash}`);
  return { page, complaints };
}

describe("ten thousand domains", () => {
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    ({ page, complaints } = await opened(manyDomains()));
  });
  const names = (): Promise<string[]> => page.locator("#table tbody a").allTextContents();
  const count = (): Promise<string | null> => page.textContent("#count");

  test("are there within two seconds, with few rows in the page", async () => {
    const took = (): Promise<number> =>
      page.evaluate("performance.getEntriesByType('navigation')[0].duration") as Promise<number>;
    const loads = [await took()];
    // another process may have had the processor in one of them
    while (loads.length < 3) {
      await page.reload();
      loads.push(await took());
    }
    expect(Math.min(...loads)).toBeLessThan(2000);
    expect(await count()).toBe("10,000 domains");
    expect((await names())[0]).toBe(name(0));
    expect((await names()).length).toBeLessThan(100);
  });

  test("are searched by a part of their name", async () => {
    await page.fill("#words", " COMPANY0123");
    expect(await count()).toBe("10 of 10,000 domains");
    expect(await names()).toEqual(Array.from({ length: 10 }, (_, i) => name(1230 + i)));
    await page.click("#all");
    expect(await count()).toBe("10,000 domains");
  });

  test("are filtered by values: one of those chosen in each fact, and the counts are of what is left", async () => {
    const value = (label: string) => page.locator(`button.bar:has-text("${label}")`);
    await value("errors").click();
    expect(await count()).toBe("10 of 10,000 domains");
    expect(await value("reject").locator(".count").textContent()).toBe("3");
    await value("reject").click();
    await value("quarantine").click();
    expect(await value("reject").getAttribute("aria-pressed")).toBe("true");
    const some = Array.from({ length: 10 }, (_, i) => 1000 * i + 7).filter((i) => i % 3 > 0);
    expect(await names()).toEqual(some.map(name));
    // without its own choice, a fact would have all ten
    expect(await page.locator("button.bar .count").nth(2).textContent()).toBe("3");
    await page.click("#all");
  });

  test("are sorted by any fact, in both directions, in less than a tenth of a second", async () => {
    const heading = page.locator("#table th button:has-text('Findings')");
    await heading.click();
    expect((await names()).slice(0, 3)).toEqual([7, 1007, 2007].map(name));
    await heading.click();
    expect((await names())[0]).toBe(name(0));
    expect(await page.getAttribute("#table th:nth-child(2)", "aria-sort")).toBe("descending");
    const took = await heading.evaluate((button: { click(): void }) => {
      const clicks = Array.from({ length: 10 }, () => {
        const begun = performance.now();
        button.click();
        return performance.now() - begun;
      });
      // what else the machine does only adds to it
      return Math.min(...clicks);
    });
    expect(took).toBeLessThan(100);
    await page.locator("#table th button:has-text('Domain')").click();
  });

  test("are reached with the keyboard alone: through the list, into a section, and back", async () => {
    const focused = (): Promise<string | null> =>
      page.evaluate("document.activeElement.textContent") as Promise<string | null>;
    await page.locator("#table tbody a").first().focus();
    await page.keyboard.press("End");
    expect(await focused()).toBe(name(MANY - 1));
    await page.keyboard.press("ArrowUp");
    expect(await focused()).toBe(name(MANY - 2));
    await page.keyboard.press("Enter");
    expect(await page.textContent("#domain h2")).toBe(name(MANY - 2));
    expect(await page.locator("#domain tbody tr").count()).toBe(12);
    await page.keyboard.press("Escape");
    await page.waitForSelector("#domain", { state: "hidden" });
    expect(await focused()).toBe(name(MANY - 2));
    await page.keyboard.press("Home");
    expect(await focused()).toBe(name(0));
  });

  test("are printed as far as paper goes, with a line that counts the others", async () => {
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("#table tbody a").count()).toBe(2000);
    expect(await page.locator("#table tbody tr").last().textContent()).toMatch(/^and 8,000 domains more/);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect((await names()).length).toBeLessThan(100);
  });

  test("and nothing is complained of, and nothing is asked for", () => expect(complaints).toEqual([]));
});

test("the address leads to the section of a domain, and to the list for one that is not there", async () => {
  const { page } = await opened(manyDomains(), `#domain=${name(5000)}`);
  expect(await page.textContent("#domain h2")).toBe(name(5000));
  await page.goto(page.url().replace(/#.*/, "#domain=nobody.example"));
  await page.waitForSelector("#domain", { state: "hidden" });
  await page.close();
});

test("a page of specs has the findings of a domain with their fixes, its records, and what was found of no domain", async () => {
  const { page, complaints } = await opened(
    pageWith(
      loadedOf({
        "a.yaml": "domain: a.example.net\ndns: cloudflare\nmode: mail\nspf: {mx: true}\n",
        "b.yaml": "domain: {\n",
      }),
    ),
    "#domain=a.example.net",
  );
  const section = (await page.textContent("#domain")) ?? "";
  for (const part of [
    "mx-present",
    "To mend it: ",
    "Why it matters",
    "a.yaml:1:9",
    '"v=spf1 mx ',
    "the spec",
  ]) {
    expect(section).toContain(part);
  }
  expect(await page.textContent("#others")).toContain("yaml-syntax");
  expect(complaints).toEqual([]);
  await page.close();
});

test("a page of reports has who sends a domain's mail, and what the next policy would lose", async () => {
  const said = "p=none: 91.5% of 100 messages pass";
  const sources = [["sendgrid", "no", "9", "0.0%", "9"]] as const;
  const reported = { outcome: "much", said, sources, lost: "Lost at p=quarantine" } as const;
  const { page, complaints } = await opened(
    pageWith(loadedOf({ "a.yaml": "domain: a.example.net\ndns: cloudflare\nmode: parked\n" }), {
      reported: { domains: new Map([["a.example.net", reported]]), findings: [] },
    }),
    "#domain=a.example.net",
  );
  expect(await page.locator("button.bar:has-text('5% or more lost')").count()).toBe(1);
  expect(await page.locator("#domain h3:has-text('What receivers reported') + p").textContent()).toBe(said);
  const table = page.locator("#domain table").first();
  expect(await table.locator("th").allTextContents()).toEqual([
    "Sent by",
    "In the spec",
    "Messages",
    "Pass",
    "Lost at p=quarantine",
  ]);
  expect(await table.locator("td").allTextContents()).toEqual([...sources[0]]);
  expect(complaints).toEqual([]);
  await page.close();
});

test("hostile text is shown as it is, and is neither markup nor script", async () => {
  const data = hostileDomain();
  const { page, complaints } = await opened(data, "#domain=a.example");
  expect(await page.title()).toBe("Mail of 1 domain");
  expect(await page.locator("script").count()).toBe(2);
  expect(await page.locator("img, iframe, link, [onerror], [onfocus]").count()).toBe(0);
  const shown = await page.textContent("body");
  const section = await page.textContent("#domain");
  for (const text of data.texts) {
    expect(shown).toContain(text);
    expect(section).toContain(text);
  }
  expect(complaints).toEqual([]);
  await page.close();
});

test("colours are those of the reader's scheme", async () => {
  const { page } = await opened(hostileDomain());
  const back = (): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor");
  await page.emulateMedia({ colorScheme: "light" });
  const light = await back();
  await page.emulateMedia({ colorScheme: "dark" });
  expect([light, await back()]).toEqual(["rgb(255, 255, 255)", "rgb(18, 22, 29)"]);
  await page.close();
});
