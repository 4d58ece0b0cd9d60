/** By which Temporal's own page lists and finds the runs of a fleet: search attributes of a namespace. */
import { defineSearchAttributeKey, type SearchAttributePair, SearchAttributeType } from "@temporalio/common";

export const ATTRIBUTES = {
  fleet: defineSearchAttributeKey("MailzoneFleet", SearchAttributeType.KEYWORD),
  accounts: defineSearchAttributeKey("MailzoneAccounts", SearchAttributeType.KEYWORD_LIST),
  /** The worst that became of a shard, such as `failed`; absent while the run is at work. */
  result: defineSearchAttributeKey("MailzoneResult", SearchAttributeType.KEYWORD),
} as const;

/** What a run has from its beginning. */
export const attributesOf = (fleet: string, accounts: readonly string[]): SearchAttributePair[] => [
  { key: ATTRIBUTES.fleet, value: fleet },
  { key: ATTRIBUTES.accounts, value: [...accounts] },
];
