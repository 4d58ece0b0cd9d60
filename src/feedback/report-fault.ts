/** Why a document is not read as a report; `other`: it is none. */
export class ReportFault extends Error {
  readonly kind: "refused" | "unreadable" | "other";

  constructor(kind: ReportFault["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}
