/** How many results are kept; keeping more is seldom worth it. */
const MOST = 1000;

/** `read`, with its latest results kept: many domains share most of their SPF and DMARC records. */
export function remembering<T extends object>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    if (known.size >= MOST) known.clear();
    const result = read(text);
    known.set(text, result);
    return result;
  };
}
