/** A fact about a vendor: who says so, and when that was last checked. */
export interface Fact {
  readonly source: string;
  /** ISO date. */
  readonly verified: string;
}

export const fact = (source: string, verified: string): Fact => ({ source, verified });
