/** A machine runs as many engines as it has room for, first come, first served. */
import { expect, test } from "@jest/globals";
import { Room } from "../../../src/fleet/temporal/room.ts";

test("the third of two places waits until one is given back", async () => {
  const room = new Room(2);
  const inside: string[] = [];
  const enter = (name: string): Promise<() => void> =>
    room.enter().then((leave) => {
      inside.push(name);
      return leave;
    });
  const first = await enter("first");
  const second = await enter("second");
  const third = enter("third");
  const fourth = enter("fourth");
  await Promise.resolve();
  expect(inside).toEqual(["first", "second"]);
  second();
  const leave = await third;
  expect(inside).toEqual(["first", "second", "third"]);
  first();
  (await fourth)();
  leave();
  expect(inside).toEqual(["first", "second", "third", "fourth"]);
  await Promise.all([enter("fifth"), enter("sixth")]);
  expect(inside).toHaveLength(6);
});
