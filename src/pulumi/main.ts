/** The program that Pulumi.yaml names. */
import { publishStack } from "./program.ts";

export const domains = await publishStack();
