/** In what the stand-ins differ from providers on the real bridge, and why nobody minds. */
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import type { Difference, Scenario } from "./scenario.ts";

export interface Accepted {
  readonly reason: string;
  readonly clouds: readonly Cloud[];
  /** The place in the answers. */
  readonly place: RegExp;
  readonly fact?: RegExp;
}

export const ACCEPTED: readonly Accepted[] = [
  {
    reason: "upstream has a type of its own for flags; the stand-in has the words measured with it",
    clouds: ["cloudflare"],
    place: /^\d+ diff\.error$/,
    fact: /^changed: flags from/,
  },
  {
    reason: "an optional output that nobody gives is unknown as soon as anything changes",
    clouds: ["cloudflare"],
    place: /^\d+ diff\.changed\.(?:vanityNameServers|environment|zoneName)$/,
  },
  {
    reason:
      "upstream sets the id before it calls, so the bridge keeps the failed creation, which the stand-in forgets",
    clouds: ["route53"],
    place: /^\d+ create\.error$/,
    fact: /^switch without a key: failing/,
  },
];

/** The entries that a difference falls under; none for one that is a fault. */
export const acceptedAs = (cloud: Cloud, { fact: asked }: Scenario, difference: Difference): Accepted[] =>
  ACCEPTED.filter(
    ({ clouds, place, fact }) =>
      clouds.includes(cloud) && place.test(difference.place) && (fact?.test(asked) ?? true),
  );
