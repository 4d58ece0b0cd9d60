/**
 * What keeps receivers from showing a logo: whether an SVG file obeys the profile Tiny Portable/Secure
 * (draft-svg-tiny-ps-abrotman-10 §2) and what Gmail asks for besides (https://support.google.com/a/answer/10911027, 2026-12-01).
 */
import { SaxesParser, type SaxesTagNS } from "saxes";
import { firstOf, listed } from "../../words/list.ts";

/** What is wrong with a file, and the edit that fixes it. */
export interface Fault {
  readonly severity: "error" | "warning";
  /** What follows the file in a sentence: `has no <title>`. */
  readonly says: string;
  readonly help: string;
}

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

/** The elements of the profile: those of SVG Tiny 1.2 without media, links, scripts, animations, and without references to files. */
const ELEMENTS: ReadonlySet<string> = new Set([
  ...["svg", "title", "desc", "metadata", "defs", "g", "use"],
  ...["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"],
  ...["linearGradient", "radialGradient", "stop", "solidColor"],
  ...["text", "tspan", "textArea", "tbreak", "font", "font-face", "glyph", "missing-glyph", "hkern"],
]);

/** Why the others are refused, and what to do; any that is in none of them is just no part of the profile. */
const REFUSED: readonly (readonly [elements: readonly string[], what: string, help: string])[] = [
  [
    ["script", "handler", "listener"],
    "scripts",
    "delete the scripts; the profile has neither scripts nor events",
  ],
  [
    ["animate", "animateColor", "animateMotion", "animateTransform", "animation", "discard", "mpath", "set"],
    "animations",
    "delete the animations; a logo is one still picture",
  ],
  [
    ["image"],
    "raster images",
    "draw them as paths (trace them in a vector editor); the profile has no images",
  ],
  [["a"], "links", "delete the <a> elements and keep what is in them"],
  [["audio", "video", "prefetch"], "media", "delete them; a logo is one still picture"],
  [["foreignObject"], "foreign content", "delete the <foreignObject> elements"],
  [["style"], "style sheets", 'write the styles as attributes of the elements, as in fill="#fff"'],
];
const OTHERS = "other elements that the profile does not have";

/** What these attributes of the root must be, if they are there (§2.3). */
const INERT: Readonly<Record<string, string>> = {
  zoomAndPan: "disable",
  externalResourcesRequired: "false",
  focusable: "false",
  snapshotTime: "none",
  playbackOrder: "all",
  timelineBegin: "onLoad",
};

/** Characters of a title (§2.1). */
const LONGEST_TITLE = 64;
/** 32 KiB unpacked (§2.4), beyond which some receivers refuse a logo. */
const USUAL_OCTETS = 32_768;
/** Gmail shows no logo with smaller dimensions. */
const FEWEST_PIXELS = 96;
/** Names that a message lists. */
const MOST_NAMED = 4;

/** Reads an SVG file, uncompressed. Nothing that it refers to is read, and no entity of its own is expanded. */
export function logoFaults(octets: Uint8Array): readonly Fault[] {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return [error("is not UTF-8 text", "save it as an SVG file in UTF-8, uncompressed or as .svgz")];
  }
  const seen = new Seen();
  try {
    seen.read(text);
  } catch (cause) {
    const help = "export it again as SVG, or correct the XML at that place";
    return [error(`is not well-formed XML: ${shorten((cause as Error).message)}`, help)];
  }
  return [...seen.faults(), ...sizeFaults(octets.length)];
}

const error = (says: string, help: string): Fault => ({ severity: "error", says, help });
const warning = (says: string, help: string): Fault => ({ severity: "warning", says, help });

const sizeFaults = (octets: number): readonly Fault[] =>
  octets <= USUAL_OCTETS
    ? []
    : [
        warning(
          `has ${octets} octets; receivers want at most ${USUAL_OCTETS}, and some refuse more`,
          "simplify the drawing, or run it through a program that makes SVG files smaller",
        ),
      ];

/** What a file has, as far as rules ask for it. */
class Seen {
  #root: SaxesTagNS | undefined;
  readonly #titles: string[] = [];
  #hasEmptyDescription = false;
  #hasForeignMetadata = false;
  readonly #refused = new Map<string, Set<string>>();
  readonly #foreign = new Set<string>();
  readonly #outside = new Set<string>();
  readonly #events = new Set<string>();
  #hasStyles = false;
  #doctype: string | undefined;
  #hasStyleSheet = false;

  read(text: string): void {
    const parser = new SaxesParser({ xmlns: true });
    let depth = 0;
    /** The text of the title or description that is open, if no other element is open in it. */
    let open: { readonly name: string; text: string } | undefined;
    let metadata = Number.POSITIVE_INFINITY;
    parser.on("doctype", (doctype) => {
      this.#doctype = doctype;
    });
    parser.on("processinginstruction", ({ target }) => {
      this.#hasStyleSheet ||= target === "xml-stylesheet";
    });
    parser.on("opentag", (tag) => {
      if (depth === 0) this.#root = tag;
      const isOwn = depth === 1 && tag.uri === SVG;
      open = isOwn && /^(?:title|desc)$/.test(tag.local) ? { name: tag.local, text: "" } : undefined;
      // the schema of the profile has text alone there, its words have what SVG Tiny 1.2 has
      if (depth > metadata && tag.uri !== SVG) this.#hasForeignMetadata = true;
      else this.#look(tag);
      if (tag.uri === SVG && tag.local === "metadata") metadata = Math.min(metadata, depth);
      depth++;
    });
    const add = (piece: string): void => {
      if (open !== undefined) open.text += piece;
    };
    parser.on("text", add);
    parser.on("cdata", add);
    parser.on("closetag", () => {
      depth--;
      if (depth <= metadata) metadata = Number.POSITIVE_INFINITY;
      if (open?.name === "title") this.#titles.push(open.text.trim());
      else if (open?.text.trim() === "") this.#hasEmptyDescription = true;
      open = undefined;
    });
    parser.write(text).close();
  }

  #look({ name, local, uri, attributes }: SaxesTagNS): void {
    if (uri !== SVG) this.#foreign.add(`<${shorten(name)}>`);
    else if (!ELEMENTS.has(local)) {
      const [, what = OTHERS] = REFUSED.find(([elements]) => elements.includes(local)) ?? [];
      const names = this.#refused.get(what) ?? new Set();
      this.#refused.set(what, names.add(`<${shorten(local)}>`));
    }
    for (const attribute of Object.values(attributes)) {
      const { name: key, local: bare, prefix, uri: space, value } = attribute;
      if (prefix === "xmlns" || key === "xmlns" || prefix === "xml") continue;
      if (space !== "" && space !== XLINK) this.#foreign.add(shorten(key));
      const isReference = bare === "href" && (space === "" || space === XLINK);
      if (isReference && !value.trim().startsWith("#")) this.#outside.add(shorten(value));
      if (space !== "") continue;
      for (const url of outsideOf(value)) this.#outside.add(shorten(url));
      if (/^on[a-z]/.test(bare)) this.#events.add(shorten(key));
      if (bare === "style") this.#hasStyles = true;
    }
  }

  faults(): readonly Fault[] {
    const root = this.#root;
    if (root === undefined || root.local !== "svg" || root.uri !== SVG) {
      const is = root === undefined ? "empty" : `<${shorten(root.name)}>`;
      return [
        error(
          `is not an SVG file: its root is ${is}, and not <svg> of the namespace ${SVG}`,
          `begin it with <svg xmlns="${SVG}" version="1.2" baseProfile="tiny-ps">`,
        ),
      ];
    }
    return [...rootFaults(root), ...this.#textFaults(), ...this.#contentFaults(), ...sizeOfPicture(root)];
  }

  /** Of titles and descriptions (§2.1). */
  #textFaults(): readonly Fault[] {
    const faults: Fault[] = [];
    const [title, ...others] = this.#titles.filter((text) => text !== "");
    if (title === undefined) {
      const help =
        "write the name of the organization as the first element of <svg>: <title>Example, Inc.</title>";
      faults.push(error("has no <title>", help));
    } else if (others.length > 0) {
      faults.push(error("has more than one <title>", "keep the one with the name of the organization"));
    } else if (title.length > LONGEST_TITLE) {
      const says = `has a <title> of ${title.length} characters, where ${LONGEST_TITLE} should do`;
      faults.push(warning(says, "write only the name of the organization there"));
    }
    if (this.#hasEmptyDescription)
      faults.push(error("has an empty <desc>", "describe the logo there in a few words, or delete it"));
    return faults;
  }

  #contentFaults(): readonly Fault[] {
    const faults: Fault[] = [];
    for (const [what, names] of this.#refused) {
      const help = REFUSED.find(([, one]) => one === what)?.[2] ?? "draw it with paths and shapes alone";
      faults.push(error(`has ${what} (${named(names)})`, help));
    }
    if (this.#events.size > 0)
      faults.push(error(`has scripts in attributes (${named(this.#events)})`, "delete these attributes"));
    if (this.#outside.size > 0) {
      faults.push(
        error(
          `refers to something outside of itself (${named(this.#outside)})`,
          "draw what is there in the file itself; references may only be to #ids of the file",
        ),
      );
    }
    if (this.#hasStyleSheet)
      faults.push(error("refers to a style sheet", "delete the line <?xml-stylesheet ...?>"));
    if (this.#doctype !== undefined) faults.push(doctypeFault(this.#doctype));
    if (this.#hasStyles) {
      faults.push(
        error(
          "has style attributes, which the profile does not have",
          'write each property as an attribute, as in fill="#fff" instead of style="fill:#fff"',
        ),
      );
    }
    if (this.#hasForeignMetadata) {
      const says = "has elements of other namespaces in <metadata>, which some receivers refuse";
      faults.push(warning(says, "delete the <metadata> element"));
    }
    if (this.#foreign.size > 0) {
      faults.push(
        error(
          `has elements or attributes of other namespaces (${named(this.#foreign)})`,
          "delete them; editors offer that as plain or optimized SVG",
        ),
      );
    }
    return faults;
  }
}

const named = (names: ReadonlySet<string>): string => listed(firstOf([...names], MOST_NAMED));

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** What `url()` in an attribute names, apart from ids of the file. */
const outsideOf = (value: string): readonly string[] =>
  [...value.matchAll(/url\(([^)]{0,200})/gi)]
    .map(([, url = ""]) => url.replace(/["'\s]/g, ""))
    .filter((url) => !url.startsWith("#"));

const doctypeFault = (doctype: string): Fault =>
  doctype.includes("[")
    ? error(
        "declares entities of its own",
        "delete the line <!DOCTYPE ...>, and write what the entities stand for",
      )
    : warning(
        "has a document type, which some receivers take for a reference outside of the file",
        "delete the line <!DOCTYPE ...>",
      );

/** Attributes of the root. */
function rootFaults({ attributes }: SaxesTagNS): readonly Fault[] {
  const faults: Fault[] = [];
  const wanted = (name: string, value: string): void => {
    const has = attributes[name]?.value;
    if (has === value) return;
    const says =
      has === undefined
        ? `has no ${name}`
        : `has ${name}=${JSON.stringify(shorten(has))} instead of "${value}"`;
    faults.push(error(says, `write ${name}="${value}" in the <svg> element`));
  };
  wanted("baseProfile", "tiny-ps");
  wanted("version", "1.2");
  for (const [name, value] of Object.entries(INERT)) if (attributes[name] !== undefined) wanted(name, value);
  const placed = ["x", "y"].filter((name) => attributes[name] !== undefined);
  if (placed.length > 0) {
    const says = `has ${listed(placed.map((name) => `${name}=`))} in its <svg> element`;
    faults.push(error(says, "delete x and y from <svg>; viewBox says where the picture begins"));
  }
  return faults;
}

/** How large the picture is. */
function sizeOfPicture({ attributes }: SaxesTagNS): readonly Fault[] {
  const faults: Fault[] = [];
  const [width, height] = [attributes["width"]?.value, attributes["height"]?.value];
  const box = attributes["viewBox"]?.value
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const inBox = box?.length === 4 && box.every(Number.isFinite) ? box.slice(2) : [];
  const sizes = [width, height].map((text) => /^\s*(\d+(?:\.\d*)?)(?:px)?\s*$/.exec(text ?? "")?.[1]);
  const [wide, high] = sizes.every((size) => size !== undefined) ? sizes.map(Number) : inBox;
  if (wide !== undefined && high !== undefined && wide !== high) {
    const says = `is not square (${wide} by ${high})`;
    faults.push(
      warning(
        says,
        "center the logo in a square, with the same width and height in width, height and viewBox",
      ),
    );
  }
  const other = [width, height].find((_, i) => sizes[i] === undefined);
  if (sizes.includes(undefined)) {
    const says = other === undefined ? "has no width and height" : `has a size of ${shorten(other)}`;
    const help = 'write the size in pixels in <svg>, as in width="96" height="96"';
    faults.push(warning(`${says}, but Gmail wants them in pixels`, help));
  } else if (sizes.some((size) => size !== undefined && Number(size) < FEWEST_PIXELS)) {
    const says = `is smaller than ${FEWEST_PIXELS} by ${FEWEST_PIXELS} pixels, so Gmail does not show it`;
    faults.push(warning(says, `write width="${FEWEST_PIXELS}" height="${FEWEST_PIXELS}" or more in <svg>`));
  }
  return faults;
}
