/** What a document of `mailzone verify` says of each mail domain. */
import type { z } from "zod";
import { counted } from "../../words/text.ts";
import type { verifyDocument } from "../verify-json.ts";
import type { PageValue } from "./page-data.ts";

export type VerifyDocument = z.infer<typeof verifyDocument>;
type Asked = VerifyDocument["domains"][number];

/** An RRset that not every server answers as wanted. */
export interface StrangeSet {
  readonly name: string;
  readonly type: string;
  readonly wanted: readonly string[];
  readonly heard: readonly { readonly server: string; readonly said: string }[];
}

export interface Verified {
  readonly outcome: keyof typeof ANSWER_VALUES;
  /** Such as `12 of 12 record sets as wanted`. */
  readonly said: string;
  readonly strange: readonly StrangeSet[];
}

/** In the order of the page. */
export const ANSWER_VALUES = {
  differs: { label: "answers differ", tone: "bad" },
  silent: { label: "no answer", tone: "bad" },
  lost: { label: "DNS does not lead here", tone: "bad" },
  unseen: { label: "could not be asked", tone: "plain" },
  right: { label: "as wanted", tone: "good" },
  unasked: { label: "not asked", tone: "plain" },
} as const satisfies Readonly<Record<string, PageValue>>;

const STATES: Readonly<Record<Exclude<Asked["state"], "delegated">, string>> = {
  nxdomain: "the zone is not in DNS",
  unanswered: "no server answers for the zone",
  alias: "the zone's name is a CNAME",
  unseen: "the zone's servers could not be asked from where mailzone verify ran",
};

/** By domain, in A-labels without final dot. */
export function verifiedDomains({ domains }: VerifyDocument): ReadonlyMap<string, Verified> {
  const byDomain = Map.groupBy(domains, ({ domain }) => domain);
  return new Map([...byDomain].map(([domain, asked]) => [domain, verified(asked)]));
}

/** Of one domain, on each of its DNS hosts. */
function verified(asked: readonly Asked[]): Verified {
  const records = asked.flatMap((one) => one.records);
  const strange = records.filter(({ servers }) => !isAgreed(servers)).map(strangeSet);
  const lost = [...new Set(asked.flatMap(({ state }) => (state === "delegated" ? [] : STATES[state])))];
  const count = `${records.length - strange.length} of ${counted(records.length, "record set")} as wanted`;
  return {
    outcome: outcomeOf(asked),
    said: [...lost, ...(records.length > 0 || lost.length === 0 ? [count] : [])].join("; "),
    strange,
  };
}

function outcomeOf(asked: readonly Asked[]): keyof typeof ANSWER_VALUES {
  const states = asked.map(({ state }) => state);
  if (states.some((state) => state === "nxdomain" || state === "alias")) return "lost";
  const wrong = asked.flatMap(({ records }) =>
    records.flatMap(({ servers }) => servers.filter(({ agrees }) => !agrees)),
  );
  if (wrong.some(({ answered }) => answered !== null)) return "differs";
  if (wrong.length > 0 || states.includes("unanswered")) return "silent";
  // without a server nothing was heard
  const heard = asked.some(({ records }) => records.some(({ servers }) => servers.length > 0));
  return states.includes("unseen") || !heard ? "unseen" : "right";
}

type Servers = Asked["records"][number]["servers"];

const isAgreed = (servers: Servers): boolean => servers.every(({ agrees }) => agrees);

const strangeSet = ({ name, type, wanted, servers }: Asked["records"][number]): StrangeSet => ({
  name,
  type,
  wanted,
  heard: servers
    .filter(({ agrees }) => !agrees)
    .map(({ server, answered, failure }) => ({ server, said: saidBy(answered, failure) })),
});

function saidBy(answered: readonly string[] | null, failure: string | null): string {
  if (answered === null) return failure ?? "no answer";
  return answered.length === 0 ? "nothing" : answered.join("; ");
}
