/** Runs that the server starts by the clock. */
import { type Client, ScheduleNotFoundError, ScheduleOverlapPolicy } from "@temporalio/client";
import { attributesOf } from "./attributes.ts";
import { type RunInput, type RunWork, runId, runQueue, WORKFLOW } from "./run.ts";

export interface Schedule {
  readonly work: RunWork;
  /** As cron has it: minute, hour, day of the month, month, day of the week; UTC. */
  readonly cron: string;
  readonly branch: string;
  /** RFC 3339; undefined if it never begins again. */
  readonly next: string | undefined;
}

const scheduleId = ({ project, fleet, work }: Pick<RunInput, "project" | "fleet" | "work">): string =>
  `${runId(project, fleet, work)}/schedule`;

/** Makes or replaces the schedule of a fleet and what it does. @throws the server's error for what is no cron expression */
export async function setSchedule(
  client: Client,
  input: RunInput & { readonly plan: { readonly branch: string } },
  cron: string,
  accounts: readonly string[],
): Promise<void> {
  const { project, fleet, work, plan, attributes } = input;
  const options = {
    spec: { cronExpressions: [cron] },
    action: {
      type: "startWorkflow" as const,
      workflowType: WORKFLOW,
      workflowId: `${runId(project, fleet, work)}/by-schedule`,
      taskQueue: runQueue(project, fleet),
      args: [input],
      staticSummary: `${work} of ${plan.branch}`,
      ...(attributes && { typedSearchAttributes: attributesOf(fleet, accounts) }),
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP },
  };
  await removeSchedule(client, input);
  await client.schedule.create({
    scheduleId: scheduleId(input),
    ...options,
    memo: { cron, branch: plan.branch },
  });
}

/** Whether there was one. */
export async function removeSchedule(
  client: Client,
  of: Pick<RunInput, "project" | "fleet" | "work">,
): Promise<boolean> {
  try {
    await client.schedule.getHandle(scheduleId(of)).delete();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

/** Of these kinds of work, those that the server has. */
export async function schedulesOf(
  client: Client,
  { project, fleet }: Pick<RunInput, "project" | "fleet">,
  works: readonly RunWork[],
): Promise<readonly Schedule[]> {
  const all = works.map(async (work): Promise<readonly Schedule[]> => {
    try {
      const { memo, info } = await client.schedule.getHandle(scheduleId({ project, fleet, work })).describe();
      const { cron = "", branch = "" } = (memo ?? {}) as { readonly cron?: string; readonly branch?: string };
      return [{ work, cron, branch, next: info.nextActionTimes[0]?.toISOString() }];
    } catch (error) {
      if (error instanceof ScheduleNotFoundError) return [];
      throw error;
    }
  });
  return (await Promise.all(all)).flat();
}
