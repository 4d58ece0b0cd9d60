/** TLSA data as explanations show it: a digest of nothing in particular. */
export const EXAMPLE_TLSA = `3 1 1 ${"0a1b2c3d".repeat(8)}`;
