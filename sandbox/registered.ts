/** Which names are registered domains, which services tell from names below them by the public suffix list. */
import { getDomain } from "tldts";

/** Whether the name is below a registered domain, as shop.example.com is. */
export const isBelowRegistered = (name: string): boolean => (getDomain(name) ?? name) !== name;
