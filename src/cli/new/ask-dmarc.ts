/** Asks for the DMARC policy of a domain, and where reports go. */
import { addressProblem } from "../../mail/mail-address.ts";
import { CONSENT_TEXT, consentName } from "../../mail/report-destinations.ts";
import type { Preset } from "../../preset/preset.ts";
import type { Above } from "../../spec/above.ts";
import { listed, oneOf } from "../../words/list.ts";
import { nearest } from "../../words/nearest.ts";
import { absolute, withoutDot } from "../../zone/name.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import { type Interview, NONE, type Read } from "../asking/interview.ts";
import type { Choice } from "../asking/terminal.ts";

export interface GivenDmarc {
  readonly dmarc?: string;
  readonly rua: readonly string[];
}

export interface DmarcAnswers {
  readonly policy: string;
  /** Mail addresses. */
  readonly rua: readonly string[];
  readonly nonexistentPolicy?: "reject";
}

/** What else the spec has. */
interface Beside {
  readonly presets: readonly Preset[];
  readonly above: Above;
}

const POLICIES: readonly Choice[] = [
  { value: "none", title: "none: mail that fails is delivered, and you get reports; begin here" },
  { value: "quarantine", title: "quarantine: mail that fails is marked as spam" },
  { value: "reject", title: "reject: mail that fails is refused" },
];
const VALUES = POLICIES.map(({ value }) => value);

/** The policy for the spec; undefined where the presets' holds, or none. */
export async function askDmarc(
  domain: string,
  given: GivenDmarc,
  { presets, above }: Beside,
  interview: Interview,
): Promise<DmarcAnswers | undefined> {
  const isParked = above.mode === "parked" && given.dmarc === undefined;
  const policy = isParked
    ? undefined
    : await askPolicy(given.dmarc ?? above.dmarc?.policy, presets, interview);
  if (policy === undefined || policy === NONE) {
    if (given.rua.length > 0) interview.missing(`--dmarc (${oneOf(VALUES)}), which --rua belongs to`);
    return undefined;
  }
  const rua: string[] = [];
  const isAsked = given.rua.length === 0 && above.dmarc?.rua === undefined && interview.isAsking;
  for (const address of isAsked ? [undefined] : given.rua) {
    const answer = await interview.answer(
      { option: "--rua", given: address, read: readAddress },
      {
        what: "Mail address for DMARC reports (Enter for none)",
        about: [
          `Receivers send a daily report of who sends mail as ${domain}, and what of it fails.`,
          "Without an address nobody tells you what a stricter policy would break.",
        ],
        otherwise: NONE,
      },
    );
    if (answer === undefined || answer === NONE) continue;
    rua.push(answer);
    sayConsent(domain, answer, interview);
  }
  const isOwn = given.dmarc !== undefined || above.dmarc?.policy === undefined;
  const isUseful = isOwn && isNpUseful(domain, policy, above);
  return { policy, rua, ...(isUseful && { nonexistentPolicy: "reject" }) };
}

/** As the check dmarc-np has it: mail from names that do not exist is never one's own (RFC 9989 §4.7). */
function isNpUseful(domain: string, policy: string, { dmarc }: Above): boolean {
  const name = absolute(domain);
  return (
    (dmarc?.subdomainPolicy ?? policy) !== "reject" &&
    dmarc?.nonexistentPolicy === undefined &&
    organizationalDomain(name) === name
  );
}

async function askPolicy(
  given: string | undefined,
  presets: readonly Preset[],
  interview: Interview,
): Promise<string | undefined> {
  if (given === undefined && !interview.isAsking) return undefined;
  const choices = [...POLICIES, withoutOwn(presets)];
  return await interview.choose(
    {
      option: "--dmarc",
      given,
      read(text) {
        if ([...VALUES, NONE].includes(text)) return { value: text };
        const meant = nearest(text, VALUES);
        return {
          problem: `${JSON.stringify(text)} is not ${oneOf(VALUES)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
        };
      },
    },
    {
      what: "What shall receivers do with mail that fails DMARC?",
      first: "taken",
      search: (typed) => choices.filter(({ title }) => title.includes(typed)),
      none: (typed) => `${JSON.stringify(typed)} is not ${oneOf(VALUES)}`,
    },
  );
}

/** What it means that the spec has no policy. */
function withoutOwn(presets: readonly Preset[]): Choice {
  const having = presets.filter(({ records }) =>
    records.some(({ type, need }) => type === "DMARC" && need !== "optional"),
  );
  return having.length === 0
    ? { value: NONE, title: "no policy: large receivers reject mail in bulk from domains without one" }
    : { value: NONE, title: `the policy that comes with ${listed(having.map(({ id }) => id))}` };
}

function readAddress(text: string): Read {
  const address = text.replace(/^mailto:/i, "");
  const problem = address === NONE ? undefined : addressProblem(address);
  return problem === undefined ? { value: address } : { problem: `${JSON.stringify(text)} ${problem}` };
}

/** Reports to another organization's mailbox arrive only if it agrees (RFC 9990 §4). */
function sayConsent(domain: string, address: string, interview: Interview): void {
  const own = absolute(domain);
  const theirs = absolute(address.slice(address.lastIndexOf("@") + 1).toLowerCase());
  if (organizationalDomain(own) === organizationalDomain(theirs)) return;
  interview.say(
    `Reports arrive there once ${withoutDot(consentName(own, theirs))} has the TXT record ${CONSENT_TEXT}.`,
  );
}
