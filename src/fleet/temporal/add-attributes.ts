/** Adds the search attributes of attributes.ts to a namespace. */
import type { Client } from "@temporalio/client";
import { SearchAttributeType } from "@temporalio/common";
import { ATTRIBUTES } from "./attributes.ts";

/** The numbers of temporal.api.enums.v1.IndexedValueType. */
const NUMBERS: Partial<Record<SearchAttributeType, number>> = {
  [SearchAttributeType.KEYWORD]: 2,
  [SearchAttributeType.KEYWORD_LIST]: 7,
};

/** Whether the namespace has them, perhaps now: Temporal Cloud lets nobody add them this way, and others only an administrator. */
export async function addAttributes({ connection, options: { namespace } }: Client): Promise<boolean> {
  const { operatorService } = connection;
  const searchAttributes = Object.fromEntries(
    Object.values(ATTRIBUTES).map(({ name, type }) => [name, NUMBERS[type] ?? 0]),
  );
  try {
    await operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch {
    // they may be there, which the list tells
  }
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.keys(searchAttributes).every((name) => customAttributes[name] !== undefined);
  } catch {
    return false;
  }
}
