/** How far a run of many shards is, as a line and as a table. */
import { expect, test } from "@jest/globals";
import { Pace } from "../../src/cli/fleet/pace.ts";

const shard = (name: string, records: number) => ({ name, records, accounts: ["cloudflare", "route53.two"] });
const [eu, us, asia] = [shard("eu", 100), shard("us", 50), shard("asia-9", 50)] as const;

interface Case {
  readonly does: (pace: Pace) => void;
  readonly seconds: number;
  readonly lines: readonly string[];
  readonly names: string;
}

test.each<[string, Case]>([
  [
    "nothing begun: no rate, no remaining time",
    { does: () => {}, seconds: 3, lines: ["0 of 3 shards, 0 of 200 records"], names: "" },
  ],
  [
    "records of those at work count",
    {
      does: (pace) => {
        pace.begin(eu);
        pace.begin(asia);
        pace.tell(eu, 40);
        pace.tell(eu, 50);
      },
      seconds: 10,
      lines: [
        "0 of 3 shards, 50 of 200 records, 5.0 a second, about 30 s left",
        "  eu      50 of 100  cloudflare, route53.two",
        "  asia-9  0 of 50  cloudflare, route53.two",
      ],
      names: "; at work: eu, asia-9",
    },
  ],
  [
    "one that deletes more than it has is no more than done, and failures are counted",
    {
      does: (pace) => {
        pace.begin(us);
        pace.tell(us, 70);
        pace.begin(asia);
        pace.end(asia, true);
      },
      seconds: 5,
      lines: [
        "1 of 3 shards, 100 of 200 records, 20 a second, about 5 s left, 1 failed",
        "  us  50 of 50  cloudflare, route53.two",
      ],
      names: "; at work: us",
    },
  ],
  [
    "all done",
    {
      does: (pace) => {
        for (const one of [eu, us, asia]) {
          pace.begin(one);
          pace.end(one, false);
        }
      },
      seconds: 2,
      lines: ["3 of 3 shards, 200 of 200 records, 100 a second, about 0 s left"],
      names: "",
    },
  ],
])("%s", (_, { does, seconds, lines, names }) => {
  let now = 1_000;
  const pace = new Pace([eu, us, asia], () => now);
  does(pace);
  now += 1_000 * seconds;
  expect(pace.lines()).toEqual(lines);
  expect(pace.lineWithNames()).toBe(`${lines[0]}${names}`);
});
