/** The one DMARC policy of a domain, of those that its spec and its presets ask for: the spec's own, else that of the first preset. */
import { composeDmarc } from "../mail/dmarc.ts";
import type { Spec } from "../spec/spec.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import type { Origin } from "../zone/rrset.ts";
import type { OverriddenDmarc } from "./domain.ts";

/** A policy, or the CNAME by which a preset leaves the policy to its vendor. */
interface Candidate {
  readonly data: Rdata;
  readonly origin: Origin;
}

const textOf = ({ data }: Candidate): string =>
  data.type === "TXT" ? data.text : `${data.type} ${printRdata(data)}`;

export class DmarcChoice {
  readonly #candidates: Candidate[] = [];

  constructor({ input: { dmarc }, source }: Spec) {
    if (dmarc === undefined) return;
    this.#candidates.push({
      data: { type: "TXT", text: composeDmarc(dmarc) },
      origin: { place: source.keyPlace(["dmarc"]), path: ["dmarc"] },
    });
  }

  /** What a preset asks for, in the order of the presets. */
  offer(candidate: Candidate): void {
    this.#candidates.push(candidate);
  }

  get winner(): Candidate | undefined {
    return this.#candidates[0];
  }

  /** What presets ask for in vain. */
  overridden(): OverriddenDmarc[] {
    const [winner, ...losers] = this.#candidates;
    if (winner === undefined) return [];
    return losers.flatMap((loser) =>
      textOf(loser) === textOf(winner) || loser.origin.preset === undefined
        ? []
        : [
            {
              text: textOf(loser),
              winner: textOf(winner),
              winnerPlace: { place: winner.origin.place, note: "the record that is published" },
              place: loser.origin.place,
              preset: loser.origin.preset,
            },
          ],
    );
  }
}
