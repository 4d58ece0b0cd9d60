/** What `dkim rotate` does to the keys of a domain: the steps that are due, for each algorithm by itself. */
import type { DkimAlgorithm } from "../../mail/dkim-key.ts";
import type { DkimState } from "../../mail/dkim-state.ts";
import type { DkimKey } from "../../spec/spec.ts";
import { listed } from "../../words/list.ts";
import type { KeyStatus } from "./key-status.ts";

/** A key that goes on to its next state. */
export interface KeyStep {
  readonly key: DkimKey;
  readonly state: DkimState;
  /** Whether it is in that state from now on; a revoked key keeps the time since which nothing signs with it. */
  readonly isFromNow: boolean;
}

/** `begin`: a pair of this algorithm is to be made; `wait`: nothing may be done yet; `unclear`: the spec does not say what to do. */
export type Rotation =
  | { readonly kind: "steps"; readonly steps: readonly KeyStep[]; readonly waits?: string }
  | { readonly kind: "begin"; readonly algorithm: DkimAlgorithm; readonly active: DkimKey | undefined }
  | { readonly kind: "wait"; readonly why: string }
  | { readonly kind: "unclear"; readonly why: string };

/** One for each algorithm of which the domain has a key, RSA first. */
export function rotationsOf(keys: readonly KeyStatus[]): readonly Rotation[] {
  return (["rsa", "ed25519"] as const).flatMap((algorithm): Rotation[] => {
    const own = keys.filter((one) => one.algorithm === algorithm);
    return own.length === 0 ? [] : [rotationOf(own, algorithm)];
  });
}

function rotationOf(keys: readonly KeyStatus[], algorithm: DkimAlgorithm): Rotation {
  const inState = (state: DkimState): readonly KeyStatus[] => keys.filter((one) => one.state === state);
  const [next, ...others] = inState("next");
  const active = inState("active");
  const retiring = inState("retiring");
  const revoked = retiring
    .filter(({ isDue }) => isDue)
    .map(({ key }): KeyStep => ({ key, state: "revoked", isFromNow: false }));
  const waiting = retiring.find(({ isDue }) => !isDue)?.next;
  if (others.length > 0) return unclear([next, ...others], "next", algorithm);
  if (active.length > 1) return unclear(active, "active", algorithm);
  if (next?.isDue) {
    return {
      kind: "steps",
      steps: [
        ...revoked,
        { key: next.key, state: "active", isFromNow: true },
        ...active.map(({ key }): KeyStep => ({ key, state: "retiring", isFromNow: true })),
      ],
    };
  }
  const waits = next?.next ?? waiting;
  if (revoked.length > 0) return { kind: "steps", steps: revoked, ...(waits !== undefined && { waits }) };
  return waits === undefined
    ? { kind: "begin", algorithm, active: active[0]?.key }
    : { kind: "wait", why: waits };
}

function unclear(
  keys: readonly (KeyStatus | undefined)[],
  state: DkimState,
  algorithm: DkimAlgorithm,
): Rotation {
  const selectors = keys.flatMap((one) => one?.key.selector ?? []);
  const words = algorithm === "rsa" ? "RSA" : "Ed25519";
  const help =
    state === "active"
      ? "write state: retiring and since: for those with which nothing signs any more"
      : "delete those that are not to be used";
  return { kind: "unclear", why: `${listed(selectors)} are ${words} keys in state ${state}: ${help}` };
}
