/**
 * One stack with a domain on each cloud. What is the same on all clouds is done in one run of the engine for the three of
 * them, since a run takes seconds of the processor before it does anything; what follows is judged cloud by cloud.
 */
import { expect } from "@jest/globals";
import { type Cloud, clouds } from "../../sandbox/clouds/cloud-id.ts";
import type { Run, TestStack } from "./test-stack.ts";

/** The domain of each cloud. */
export const domainOn = (cloud: Cloud): string => `${cloud}.example`;

/** The specs of the three domains. */
export const onEach = (spec: (cloud: Cloud, domain: string) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(clouds.map((cloud) => [`${cloud}.yaml`, spec(cloud, domainOn(cloud))]));

/** @throws with all that was said, where it failed */
export function succeeded(run: Run): Run {
  if (run.code !== 0) throw new Error(`exit code ${run.code}\n${run.text}`);
  return run;
}

/** A refresh finds nothing to do. */
export const refreshedIsSame = async (stack: TestStack): Promise<void> => {
  succeeded(await stack.pulumi("refresh", "--preview-only", "--expect-no-changes", "--stack", "test"));
};

/** What a cloud does not answer as the specs want it is nothing. */
export async function answersAsWanted(stack: TestStack, cloud: Cloud): Promise<void> {
  const wrong = await stack.unanswered();
  expect(wrong.filter((one) => (one as [string])[0] === cloud)).toEqual([]);
}
