import type { Finding } from "../finding.ts";

/** The line that says how many findings one stands for; none for one that stands for itself. */
export const moreLines = ({
  code,
  more = 0,
}: Pick<Finding, "code"> & { readonly more?: number | undefined }): readonly string[] =>
  more === 0 ? [] : [`and ${more} more ${code} here`];
