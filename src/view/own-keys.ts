/** The DKIM keys that a domain's spec gives itself, and where findings about them point. */
import { algorithmOfKey, type DkimAlgorithm } from "../mail/dkim-key.ts";
import { type DkimState, stateOf } from "../mail/dkim-state.ts";
import type { Domain } from "../preset/domain.ts";
import { selectorName } from "../preset/key-record.ts";
import type { DkimKey } from "../spec/spec.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import type { Whereabouts } from "./whereabouts.ts";

export interface OwnKey {
  readonly key: DkimKey;
  /** Where it is published. */
  readonly name: Name;
  readonly algorithm: DkimAlgorithm;
  /** `active` if the spec says none. */
  readonly state: DkimState;
}

/** Those that are keys, and not names that have them. */
export const ownKeys = ({ spec }: Domain): readonly OwnKey[] =>
  spec.dkim.flatMap((key) =>
    key.key === undefined
      ? []
      : [
          {
            key,
            name: selectorName(key.selector, spec.domain),
            algorithm: algorithmOfKey(key.key),
            state: stateOf(key),
          },
        ],
  );

/** Where the spec has a value of a key, or else the key itself. */
export const atKey = ({ spec }: Domain, { key, name }: OwnKey, value: "state" | "since"): Whereabouts => ({
  domain: withoutDot(spec.domain),
  owner: name,
  place: key[value] === undefined ? key.place : spec.source.place([...key.path, value]),
});
