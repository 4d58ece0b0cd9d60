/** How strict a DMARC policy is, as receivers apply it (RFC 9989 §4.7). */
import { DMARC_POLICIES, parseDmarc } from "../mail/dmarc.ts";
import { tagValue } from "../mail/tag-list.ts";
import { isDmarc } from "../mail/text-kind.ts";
import type { Rdata } from "../zone/rdata.ts";

export interface Strictness {
  /** 0 for none, 1 for quarantine, 2 for reject; `t=y` does not count here. */
  readonly p: number;
  readonly sp: number;
  readonly np: number;
  readonly test: boolean;
  readonly strictSpf: boolean;
  readonly strictDkim: boolean;
  /** Whether the policy asks for aggregate reports. */
  readonly reports: boolean;
}

/** The policy among a name's texts; undefined if there is none, or several, since receivers then use none. */
export function strictnessOf(data: readonly Rdata[]): Strictness | undefined {
  const texts = data.flatMap((one) => (one.type === "TXT" && isDmarc(one.text) ? [one.text] : []));
  const [text] = texts;
  if (text === undefined || texts.length > 1) return undefined;
  const { tags } = parseDmarc(text);
  const value = (name: string): string | undefined => tagValue(tags, name)?.toLowerCase();
  const level = (name: string, otherwise: number): number => {
    const found = (DMARC_POLICIES as readonly string[]).indexOf(value(name) ?? "");
    return found < 0 ? otherwise : found;
  };
  const p = level("p", 0);
  const sp = level("sp", p);
  return {
    p,
    sp,
    np: level("np", sp),
    test: value("t") === "y",
    strictSpf: value("aspf") === "s",
    strictDkim: value("adkim") === "s",
    reports: Boolean(value("rua")),
  };
}

/** The policy as written in records. */
export const policyName = (level: number): string => DMARC_POLICIES[level] ?? "none";
