/** The sandbox's look-ups in place of the engine: the SDK's own calls reach them in this process, at a clock's time. */
import { setMocks } from "@pulumi/pulumi/runtime/mocks.js";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { plugins } from "../../sandbox/clouds/plugins.ts";
import type { Store } from "../../sandbox/store.ts";
import type { Clock } from "../../src/inventory/rate-limit.ts";

/**
 * Serves look-ups from the store from now on; every page takes `pageTime` milliseconds, those of a look-up one after the
 * other. Yields when each account's calls were made, in no order; the account is the provider's name behind its colon.
 */
export async function serveLookUps(
  store: Store,
  clock: Clock,
  pageTime: number,
): Promise<ReadonlyMap<string, number[]>> {
  const served = await Promise.all(clouds.map((cloud) => plugins[cloud]()));
  const made = new Map<string, number[]>();
  const count = (): number => store.all<{ n: number }>("SELECT count(*) AS n FROM requests")[0]?.n ?? 0;
  let before: Promise<unknown> = Promise.resolve();
  await setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    async call({ token, inputs, provider = "" }) {
      const plugin = served.find(({ functions }) => functions[token] !== undefined);
      if (plugin === undefined) throw new Error(`the sandbox does not offer ${token}`);
      const account = provider.split("::").at(-1)?.split(":")[1] ?? "";
      const start = clock.now();
      // one after the other, so that what the store counts meanwhile is this look-up's; no time passes by that
      const answering = before.then(async () => {
        const from = count();
        const answer = await plugin.functions[token]?.({ store, cloud: plugin.cloud, account }, inputs);
        return { answer, calls: count() - from };
      });
      before = answering.catch(() => undefined);
      const { answer = {}, calls } = await answering;
      if (clock.now() !== start) throw new Error("time passed while a look-up was answered");
      const times = made.get(account) ?? [];
      made.set(account, times);
      for (let page = 0; page < calls; page++) times.push(start + page * pageTime);
      await clock.sleep(calls * pageTime);
      return answer;
    },
  });
  return made;
}
