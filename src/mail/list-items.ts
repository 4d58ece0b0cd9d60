/** Lists in the texts of records: items between separators, with white space around them. */

export interface ListItem {
  /** Without the white space around it. */
  readonly text: string;
  /** Where the text begins, in UTF-16 units; for an empty item, where the item ends. */
  readonly offset: number;
}

/** An item of the form `name=value`. */
export interface NamedItem {
  /** As written. */
  readonly name: string;
  /** Without the white space around it. */
  readonly value: string;
  /** Where the name begins, in UTF-16 units. */
  readonly offset: number;
  /** Where the value begins. */
  readonly valueOffset: number;
}

/** The items of a list, the empty ones too: a list that ends with a separator ends with an empty item. */
export function splitList(list: string, separator: "," | ";" | ":"): readonly ListItem[] {
  let begin = 0;
  return list.split(separator).map((item) => {
    const offset = begin + item.length - item.trimStart().length;
    begin += item.length + separator.length;
    return { text: item.trim(), offset };
  });
}

/** An item as a message quotes it. */
export const shorten = (text: string): string =>
  JSON.stringify(text.length > 30 ? `${text.slice(0, 27)}...` : text);
