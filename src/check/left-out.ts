/** Checks that were considered and are not made, with the reason; docs/checks.md lists them. */

export interface LeftOut {
  readonly id: string;
  readonly reason: string;
}

export const LEFT_OUT: readonly LeftOut[] = [];
