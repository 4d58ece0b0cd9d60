/** Why something in a file is not read. */

export interface Fault {
  readonly kind: "refused" | "unreadable";
  /** The fact, as the end of a sentence that begins with the file. */
  readonly message: string;
}

/** It may be an attack, so it is not even tried. */
export const refused = (message: string): Fault => ({ kind: "refused", message });

/** It is damaged. */
export const unreadable = (message: string): Fault => ({ kind: "unreadable", message });
