/** The program that Pulumi.yaml names. */
import { publishStack } from "./program.ts";

// by the default export alone can an output be left out: the SDK warns of a named one that is undefined
export default await publishStack();
