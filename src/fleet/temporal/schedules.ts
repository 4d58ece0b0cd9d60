/** Runs that the server starts by the clock. */
import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from "@temporalio/client";
import { quote } from "../../finding.ts";
import { attributesOf } from "./attributes.ts";
import { type RunInput, type RunWork, runId, runQueue, WORKFLOW } from "./run.ts";
import { ServerRefused } from "./server.ts";

export interface Schedule {
  /** What is done, of which branch and when. */
  readonly note: string;
  /** RFC 3339; undefined if it never begins again. */
  readonly next: string | undefined;
}

const scheduleId = ({ project, fleet, work }: Pick<RunInput, "project" | "fleet" | "work">): string =>
  `${runId(project, fleet, work)}/schedule`;

/**
 * Makes the schedule of a fleet and what it does, or changes it. `cron`: minute, hour, day of the month, month, day of the week; UTC.
 * @throws ServerRefused for what is no cron expression
 */
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
    state: { note: `${work} of ${plan.branch}  ${cron}` },
  };
  try {
    await takingCron(cron, () => client.schedule.create({ scheduleId: scheduleId(input), ...options }));
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { note } = options.state;
    const handle = client.schedule.getHandle(scheduleId(input));
    await takingCron(cron, () => handle.update(({ state }) => ({ ...options, state: { ...state, note } })));
  }
}

/** @throws ServerRefused */
async function takingCron(cron: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // what the client makes of the server's INVALID_ARGUMENT (@temporalio/client 1.24.0, schedule-client.js)
    if (!(error instanceof TypeError)) throw error;
    throw new ServerRefused(
      `the Temporal server does not take ${quote(cron)}: ${error.message}; say when as cron does, in UTC, such as "0 */6 * * *" or @daily, or off`,
      { cause: error },
    );
  }
}

/** If there is one. */
export async function removeSchedule(
  client: Client,
  of: Pick<RunInput, "project" | "fleet" | "work">,
): Promise<void> {
  try {
    await client.schedule.getHandle(scheduleId(of)).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
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
      const { state, info } = await client.schedule
        .getHandle(scheduleId({ project, fleet, work }))
        .describe();
      return [{ note: state.note ?? work, next: info.nextActionTimes[0]?.toISOString() }];
    } catch (error) {
      if (error instanceof ScheduleNotFoundError) return [];
      throw error;
    }
  });
  return (await Promise.all(all)).flat();
}
