/** Runs in the page of `mailzone report`: filters, sorts and shows what the element `data` has. Text is only ever set as text. */

(() => {
  /**
   * @typedef {import("../page-data.ts").PageData} PageData
   * @typedef {import("../page-data.ts").PageDomain} PageDomain
   * @typedef {import("../page-data.ts").PageFinding} PageFinding
   */

  /** As in page.css. */
  const ROW_HEIGHT = 34;
  /** Rows above and below those that are seen. */
  const MARGIN = 10;
  /** So many rows are printed, some 40 pages. */
  const MOST_PRINTED = 2000;
  const DOMAIN_MARK = "\u0001";

  /** @param {string} id */
  const part = (id) => {
    const found = document.getElementById(id);
    if (found === null) throw new Error(`the page has no #${id}`);
    return found;
  };

  /**
   * @param {string} tag
   * @param {Readonly<Record<string, string>>} attributes
   * @param {...(Node | string)} inside
   */
  const make = (tag, attributes, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };

  /** @type {PageData} */
  const data = JSON.parse(part("data").textContent ?? "");
  const { domains, facts } = data;

  /**
   * @param {number | undefined} number
   * @param {string} domain
   */
  const text = (number, domain) => (data.texts[number ?? -1] ?? "").replaceAll(DOMAIN_MARK, domain);

  /**
   * @param {number} n
   * @param {string} one
   */
  const counted = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;

  /** @param {number | undefined} fact @param {number} domain */
  const valueAt = (fact, domain) => facts[fact ?? -1]?.of[domain] ?? 0;

  const severities = /** @type {const} */ (["error", "warning", "info"]);

  /** How many findings of each severity a domain has, and of those that its spec accepts none. @param {PageDomain} domain */
  const countsOf = ({ findings = [] }) => {
    const counts = { error: 0, warning: 0, info: 0 };
    for (const number of findings) {
      const found = data.findings[number];
      if (found !== undefined && found.waived === undefined) counts[found.severity] += 1 + (found.more ?? 0);
    }
    return counts;
  };
  const counts = domains.map(countsOf);
  const findingsFact = facts.findIndex(({ id }) => id === "findings");

  // what is searched
  const words = domains.map(({ name, shown = "" }) => `${name} ${shown}`.toLowerCase());

  const state = {
    search: "",
    /** The values that are chosen, by fact. @type {Map<number, Set<number>>} */
    chosen: new Map(),
    /** The fact by which is sorted; -1 for the name. */
    by: -1,
    isDown: false,
    /** The domains that are listed, in their order. @type {number[]} */
    listed: [],
    /** The row that the keyboard is at. */
    at: 0,
    /** The domain whose section is open. */
    open: -1,
  };

  const head = /** @type {HTMLElement} */ (part("table").querySelector("thead tr"));
  const body = /** @type {HTMLElement} */ (part("table").querySelector("tbody"));
  const scroll = part("scroll");
  const input = /** @type {HTMLInputElement} */ (part("words"));

  // ---- what is listed

  /** Lists what matches, and counts each value among the domains that match all other facts. */
  function list() {
    const tally = facts.map(({ values }) => values.map(() => 0));
    const chosen = [...state.chosen];
    const listed = [];
    for (let i = 0; i < domains.length; i++) {
      if (!words[i]?.includes(state.search)) continue;
      let misses = 0;
      let missed = -1;
      for (const [fact, values] of chosen) {
        if (values.has(valueAt(fact, i))) continue;
        misses += 1;
        missed = fact;
      }
      if (misses > 1) continue;
      if (misses === 0) listed.push(i);
      for (let fact = 0; fact < facts.length; fact++) {
        const of = tally[fact];
        const value = valueAt(fact, i);
        if (of !== undefined && (misses === 0 || fact === missed)) of[value] = (of[value] ?? 0) + 1;
      }
    }
    state.listed = sorted(listed);
    state.at = 0;
    showTally(tally);
    const isAll = listed.length === domains.length;
    part("count").textContent = isAll
      ? counted(domains.length, "domain")
      : `${listed.length.toLocaleString("en")} of ${counted(domains.length, "domain")}`;
    part("all").hidden = chosen.length === 0 && state.search === "";
    scroll.scrollTop = 0;
    showRows();
  }

  /** @param {number[]} listed in the order of names */
  function sorted(listed) {
    const { by, isDown } = state;
    if (by === -1) return isDown ? listed.reverse() : listed;
    const weight = (/** @type {number} */ i) => {
      if (by !== findingsFact) return valueAt(by, i);
      const { error = 0, warning = 0, info = 0 } = counts[i] ?? {};
      return -(error * 1e6 + warning * 1e3 + info);
    };
    const turn = isDown ? -1 : 1;
    return listed.sort((a, b) => turn * (weight(a) - weight(b)) || a - b);
  }

  /** @param {number[][]} tally */
  function showTally(tally) {
    for (const button of document.querySelectorAll("button.bar")) {
      const [fact = 0, value = 0] = (button.getAttribute("data-value") ?? "").split(" ").map(Number);
      const count = tally[fact]?.[value] ?? 0;
      const width = domains.length === 0 ? 0 : (100 * count) / domains.length;
      button.querySelector(".count")?.replaceChildren(count.toLocaleString("en"));
      button.querySelector("rect")?.setAttribute("width", width.toFixed(2));
      button.setAttribute("aria-pressed", String(state.chosen.get(fact)?.has(value) ?? false));
    }
  }

  // ---- the table, of which only the rows near those that are seen exist

  function showHead() {
    const headings = [{ id: "name", title: "Domain", about: "" }, ...facts];
    head.replaceChildren(
      ...headings.map(({ id, title, about }, i) => {
        const button = make("button", { type: "button", title: about }, title);
        button.addEventListener("click", () => {
          state.isDown = state.by === i - 1 && !state.isDown;
          state.by = i - 1;
          list();
          showHead();
          /** @type {HTMLElement | null} */ (head.children[i]?.firstElementChild)?.focus();
        });
        const order = state.by !== i - 1 ? "none" : state.isDown ? "descending" : "ascending";
        return make("th", { scope: "col", "aria-sort": order, "data-fact": id }, button);
      }),
    );
  }

  function showRows({ isPrinting = false } = {}) {
    const { listed } = state;
    const seen = Math.ceil(scroll.clientHeight / ROW_HEIGHT);
    const first = isPrinting ? 0 : Math.max(0, Math.floor(scroll.scrollTop / ROW_HEIGHT) - MARGIN);
    const last = Math.min(listed.length, isPrinting ? MOST_PRINTED : first + seen + 2 * MARGIN);
    const hadFocus = body.contains(document.activeElement);
    part("table").setAttribute("aria-rowcount", String(listed.length + 1));
    const rows = [];
    for (let place = first; place < last; place++) rows.push(row(place));
    const below = listed.length - last;
    body.replaceChildren(
      space(first * ROW_HEIGHT),
      ...rows,
      ...(isPrinting && below > 0
        ? [make("tr", {}, make("td", {}, `and ${counted(below, "domain")} more, which are not printed`))]
        : [space(below * ROW_HEIGHT)]),
    );
    // the focus stays in the table, though its row may be gone
    if (hadFocus) (linkAt(state.at) ?? scroll).focus({ preventScroll: true });
  }

  /** @param {number} height in pixels */
  function space(height) {
    const made = make("tr", { class: "space", "aria-hidden": "true" });
    made.style.height = `${height}px`;
    return made;
  }

  /** @param {number} place in the list */
  function row(place) {
    const i = state.listed[place] ?? -1;
    const { name = "", shown = name } = domains[i] ?? {};
    const link = make("a", { href: `#domain=${name}`, tabindex: place === state.at ? "0" : "-1" }, shown);
    const cells = facts.map(({ values }, fact) => {
      const { label = "", tone = "plain" } = values[valueAt(fact, i)] ?? {};
      return make("td", { class: tone, title: label }, fact === findingsFact ? countWords(i) : label);
    });
    return make(
      "tr",
      {
        "aria-rowindex": String(place + 2),
        "data-place": String(place),
        class: i === state.open ? "chosen" : "",
      },
      make("td", { title: shown }, link),
      ...cells,
    );
  }

  /** @param {number} i */
  function countWords(i) {
    const of = counts[i] ?? countsOf({ name: "", about: [], zones: [] });
    const said = severities.filter((one) => of[one] > 0).map((one) => counted(of[one], one));
    return said.join(", ") || "none";
  }

  /** @param {number} place @returns {HTMLElement | null} */
  const linkAt = (place) => body.querySelector(`tr[data-place="${place}"] a`);

  /** Moves the keyboard to a row. @param {number} place */
  function goTo(place) {
    state.at = Math.max(0, Math.min(place, state.listed.length - 1));
    const top = state.at * ROW_HEIGHT;
    const room = scroll.clientHeight - 2 * ROW_HEIGHT;
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (top > scroll.scrollTop + room) scroll.scrollTop = top - room;
    showRows();
    linkAt(state.at)?.focus({ preventScroll: true });
  }

  // ---- the section of a domain

  /** @param {PageDomain} domain @param {number} i its number */
  function section({ name, shown, about, zones, findings = [], answers, drift, reports }, i) {
    const said = (/** @type {number | undefined} */ number) => text(number, name);
    const inside = [
      make("p", {}, make("a", { href: "#list", class: "back" }, "Back to the list")),
      make("h2", {}, shown === undefined ? name : `${shown} (${name})`),
      terms([
        ...about.map(([label, value]) => /** @type {[string, string]} */ ([said(label), said(value)])),
        ...facts.flatMap(({ id, title, values }, fact) => {
          if (id === "findings" || id === "stack" || id === "mailbox") return [];
          return [/** @type {[string, string]} */ ([title, values[valueAt(fact, i)]?.label ?? ""])];
        }),
      ]),
    ];
    const all = findings.flatMap((number) => data.findings[number] ?? []);
    const counting = all.filter(({ waived }) => waived === undefined);
    const accepted = all.filter(({ waived }) => waived !== undefined);
    inside.push(
      make("h3", {}, counting.length === 0 ? "Nothing was found" : "What was found, and how to mend it"),
    );
    if (counting.length > 0) inside.push(items(counting, name));
    if (accepted.length > 0) inside.push(make("h3", {}, "What is accepted, and why"), items(accepted, name));
    if (drift !== undefined) {
      const lines = drift.map((number) => make("li", {}, said(number)));
      inside.push(make("h3", {}, "What others changed"), make("ul", {}, ...lines));
    }
    if (reports !== undefined) {
      inside.push(make("h3", {}, "What receivers reported"), make("p", {}, said(reports.said)));
      const rows = reports.sources.map((row) => row.map(said));
      inside.push(table(["Sent by", "In the spec", "Messages", "Pass", said(reports.lost)], rows));
    }
    if (answers !== undefined) {
      inside.push(make("h3", {}, "What DNS answered"), make("p", {}, said(answers.said)));
      const rows = (answers.sets ?? []).flatMap((number) => {
        const set = data.sets[number];
        return (set?.heard ?? []).map(([server, what]) => [
          said(set?.name),
          said(set?.type),
          (set?.wanted ?? []).map(said).join("; "),
          said(server),
          said(what),
        ]);
      });
      if (rows.length > 0) inside.push(table(["Name", "Type", "Wanted", "Server", "Its answer"], rows));
    }
    for (const { title, records } of zones) {
      const rows = records.flatMap((number) => {
        const record = data.records[number];
        if (record === undefined) return [];
        const [at, ttl, type, value, from] = record;
        return [[said(at), String(ttl), said(type), said(value), said(from) || "the spec"]];
      });
      inside.push(make("h3", {}, `${counted(rows.length, "record")} in the ${said(title)}`));
      if (rows.length > 0) inside.push(table(["Name", "TTL", "Type", "Value", "Asked for by"], rows));
    }
    return inside;
  }

  /** @param {readonly [string, string][]} pairs */
  const terms = (pairs) =>
    make("dl", {}, ...pairs.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)]));

  /** @param {readonly string[]} headings @param {readonly (readonly string[])[]} rows */
  const table = (headings, rows) =>
    make(
      "div",
      { class: "records" },
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, ...headings.map((one) => make("th", { scope: "col" }, one)))),
        make(
          "tbody",
          {},
          ...rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell)))),
        ),
      ),
    );

  /** @param {readonly PageFinding[]} findings @param {string} domain */
  function items(findings, domain) {
    const worstFirst = severities.flatMap((severity) => findings.filter((one) => one.severity === severity));
    return make("ul", { class: "findings" }, ...worstFirst.map((finding) => item(finding, domain)));
  }

  /** @param {PageFinding} finding @param {string} domain */
  function item({ severity, code, by, message, help, place, related = [], more, waived }, domain) {
    const said = (/** @type {number | undefined} */ number) => text(number, domain);
    const found = {
      specs: "in the specs",
      DNS: "by asking DNS",
      drift: "by comparing with the zone",
      reports: "in reports of receivers",
    }[by];
    const { rule = "", why = "", effect = "" } = data.codes[code] ?? {};
    const lines = [make("div", {}, make("b", { class: severity }, severity), ` ${said(message)}`)];
    if (waived !== undefined) lines.push(make("div", {}, `Accepted: ${said(waived)}`));
    if (help !== undefined) lines.push(make("div", {}, make("b", {}, "To mend it: "), said(help)));
    if (more !== undefined) lines.push(make("div", {}, `and ${more} more of the same kind there`));
    for (const [at, note] of related) lines.push(make("div", { class: "dim" }, `${said(at)}: ${said(note)}`));
    lines.push(
      make(
        "div",
        { class: "dim" },
        `${code}, found ${found}${place === undefined ? "" : ` at ${said(place)}`}`,
      ),
    );
    const reasons = [rule, why, effect].filter((one) => one !== "");
    if (reasons.length > 0)
      lines.push(
        make(
          "details",
          {},
          make("summary", {}, "Why it matters"),
          ...reasons.map((one) => make("p", {}, one)),
        ),
      );
    return make("li", { class: severity }, ...lines);
  }

  /** Opens the section of the domain that the address names; without one, the list is all there is. */
  function openNamed() {
    const wasOpen = state.open >= 0;
    const [, name] = /^#domain=(.*)$/.exec(location.hash) ?? [];
    state.open = name === undefined ? -1 : domains.findIndex((one) => one.name === name);
    const domain = domains[state.open];
    const home = part("domain");
    home.hidden = domain === undefined;
    home.replaceChildren(...(domain === undefined ? [] : section(domain, state.open)));
    const place = state.listed.indexOf(state.open);
    if (place >= 0) state.at = place;
    if (domain === undefined) {
      if (wasOpen) goTo(state.at);
      return showRows();
    }
    showRows();
    home.focus({ preventScroll: true });
    home.scrollIntoView({ block: "start" });
  }

  function showOthers() {
    const found = data.others.flatMap((number) => data.findings[number] ?? []);
    if (found.length === 0) return;
    const more = data.moreOthers === 0 ? [] : [make("p", {}, `and ${data.moreOthers} more`)];
    const isLacking = found.some(({ by, severity }) => by === "specs" && severity === "error");
    part("others").hidden = false;
    part("others").replaceChildren(
      make("h2", {}, "Found, but not about one domain"),
      ...(isLacking
        ? [make("p", {}, "Domains whose files have an error here may be missing from the list.")]
        : []),
      items(found, ""),
      ...more,
    );
  }

  // ---- what people do

  for (const button of document.querySelectorAll("button.bar")) {
    button.addEventListener("click", () => {
      const [fact = 0, value = 0] = (button.getAttribute("data-value") ?? "").split(" ").map(Number);
      const values = state.chosen.get(fact) ?? new Set();
      if (!values.delete(value)) values.add(value);
      if (values.size === 0) state.chosen.delete(fact);
      else state.chosen.set(fact, values);
      list();
    });
  }
  part("search").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    state.search = input.value.trim().toLowerCase();
    list();
  });
  part("all").addEventListener("click", () => {
    state.chosen.clear();
    state.search = input.value = "";
    list();
    input.focus();
  });
  scroll.addEventListener("scroll", () => requestAnimationFrame(() => showRows()));
  body.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(scroll.clientHeight / ROW_HEIGHT) - 2);
    const steps = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    goTo(state.at + step);
  });
  part("domain").addEventListener("keydown", (event) => {
    if (event.key === "Escape") location.hash = "#list";
  });
  addEventListener("hashchange", openNamed);
  addEventListener("resize", () => showRows());
  addEventListener("beforeprint", () => showRows({ isPrinting: true }));
  addEventListener("afterprint", () => showRows());

  showHead();
  list();
  showOthers();
  openNamed();
})();
