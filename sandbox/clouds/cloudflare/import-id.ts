/** Ids for imports, which have two parts. */

/** @throws where the id does not have the `form`, which is what the provider says then */
export function importId(id: string, form: string): readonly [first: string, second: string] {
  const [first, second, ...rest] = id.split("/");
  if (first && second && rest.length === 0) return [first, second];
  throw new Error(`invalid ID: "${id}": expected urlencoded segments "${form}"`);
}
