/** The npm package that has a cloud's Pulumi resources. */
import type { Cloud } from "./cloud.ts";

/** Pulumi names it after what its tokens begin with, as the plugin. */
export const sdkPackage = ({ token }: Pick<Cloud, "token">): string => `@pulumi/${token.split(":")[0]}`;
