/** Something wrong in a record's text: where, in UTF-16 units from its start, and what, as a clause about that spot. */
export interface Problem {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}
