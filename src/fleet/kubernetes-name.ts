/** Names of objects on a Kubernetes cluster. */
import { createHash } from "node:crypto";

/** The operator refuses longer names of Stacks, since it makes others of them (`x-kubernetes-validations` of its Stack, read 2026-12-01). */
const MOST_OF_STACK = 42;

/** Two texts that end in the same name are not met: 40 bits. */
const HASH_DIGITS = 10;

const STACK = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * The name of the Stack for a Pulumi stack: always the same, and another one for any other. The operator makes a Service for
 * it, whose name has no points and begins with a letter (RFC 1035 label).
 */
export function kubernetesName(stack: string): string {
  if (stack.length <= MOST_OF_STACK && STACK.test(stack)) return stack;
  const hash = createHash("sha256").update(stack).digest("hex").slice(0, HASH_DIGITS);
  const words = stack
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, MOST_OF_STACK - HASH_DIGITS - 1)
    .replace(/-$/, "");
  return `${words === "" ? "stack" : words}-${hash}`;
}

/** Whether it can be the name of a namespace (RFC 1123 label). */
export const isLabel = (text: string): boolean => text.length <= 63 && LABEL.test(text);

/** Whether it can be the name of a Secret or a service account (RFC 1123 subdomain). */
export const isSubdomain = (text: string): boolean =>
  text.length <= 253 && text.split(".").every((label) => LABEL.test(label));
