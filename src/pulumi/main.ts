/** The program that Pulumi.yaml names. */
import { withoutSerialization } from "./sdk-loading.ts";

withoutSerialization();
const { publishStack } = await import("./program.ts");

// only a default export can omit an output: the SDK warns about a named export that is undefined
export default await publishStack();
