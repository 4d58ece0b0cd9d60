/** Expands the macros of SPF (RFC 7208 §7). The text has been read, so that every macro is well formed. */
import { isIPv4 } from "node:net";
import { nibbles } from "./network.ts";

/** What a macro letter stands for, apart from `p`, `d` and those of explanations. */
export interface MacroValues {
  /** The sender's address, `postmaster@` the HELO name if it is empty (§2.4, §4.3). */
  readonly sender: string;
  /** The address of the client. */
  readonly ip: string;
  readonly helo: string;
  /** The domain that is evaluated now. */
  readonly domain: string;
  /** `p`: the client's validated name, or `unknown`. */
  readonly validated: string;
  /** `r`: the host that evaluates. */
  readonly receiver: string;
  /** `t`: seconds since 1970. */
  readonly now: number;
}

const MACRO = /%(?:\{([a-z])(\d*)(r?)([-.+,/_=]*)\}|([%_-]))/gi;
const LITERAL: Readonly<Record<string, string>> = { "%": "%", _: " ", "-": "%20" };

export const usesValidated = (text: string): boolean => /%\{p/i.test(text);

export function expandMacros(text: string, values: MacroValues): string {
  return text.replace(
    MACRO,
    (
      _,
      letter: string | undefined,
      digits: string,
      reversed: string,
      delimiters: string,
      literal: string,
    ) => {
      if (letter === undefined) return LITERAL[literal] ?? "";
      const parts = split(meaningOf(letter.toLowerCase(), values), delimiters || ".");
      if (reversed !== "") parts.reverse();
      const kept = digits === "" ? parts : parts.slice(-Number(digits));
      const value = kept.join(".");
      // §7.3: a capital asks for the form of a URL
      return letter === letter.toLowerCase() ? value : encodeURIComponent(value).replace(/[!'()*]/g, percent);
    },
  );
}

/** At each of the delimiters (§7.3). */
function split(text: string, delimiters: string): string[] {
  const parts = [""];
  for (const char of text) {
    if (delimiters.includes(char)) parts.push("");
    else parts.push(`${parts.pop()}${char}`);
  }
  return parts;
}

const percent = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

function meaningOf(letter: string, values: MacroValues): string {
  const { sender, ip, helo, domain, validated, receiver, now } = values;
  const at = sender.lastIndexOf("@");
  switch (letter) {
    case "s":
      return sender;
    case "l":
      return sender.slice(0, at);
    case "o":
      return sender.slice(at + 1);
    case "d":
      return domain;
    case "i":
      // §7.3: the digits of an IPv6 address, with dots
      return isIPv4(ip) ? ip : nibbles(ip).join(".").toUpperCase();
    case "p":
      return validated;
    case "h":
      return helo;
    case "v":
      return isIPv4(ip) ? "in-addr" : "ip6";
    case "c":
      return ip.toLowerCase();
    case "r":
      return receiver;
    default:
      return String(now);
  }
}

const MOST_OCTETS = 253;

/** An expanded domain-spec; too long a name loses labels from the left (§7.3). */
export function expandDomain(text: string, values: MacroValues): string {
  let name = expandMacros(text, values).replace(/\.$/, "");
  while (name.length > MOST_OCTETS && name.includes(".")) name = name.slice(name.indexOf(".") + 1);
  return name;
}
