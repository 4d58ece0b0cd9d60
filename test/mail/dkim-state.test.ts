/** The life of a DKIM key: its states, and when the next one may begin. */
import { expect, test } from "@jest/globals";
import {
  DKIM_LIFE,
  DKIM_STATES,
  isoTime,
  notBefore,
  revokedEarly,
  sinceTime,
} from "../../src/mail/dkim-state.ts";

const at = (text: string): Date => new Date(text);

test("every state but the last leads to the one after it, and only one publishes no key", () => {
  const order = DKIM_STATES.map((state) => DKIM_LIFE[state].follows?.state);
  expect(order).toEqual([...DKIM_STATES.slice(1), undefined]);
  expect(DKIM_STATES.filter((state) => DKIM_LIFE[state].publishes !== "key")).toEqual(["revoked"]);
  expect(DKIM_STATES.filter((state) => DKIM_LIFE[state].signs)).toEqual(["active"]);
});

test("a day alone counts from its end", () => {
  expect(sinceTime("2026-12-01")).toEqual(at("2026-12-02T00:00:00Z"));
  expect(sinceTime("2026-12-01T10:20:00Z")).toEqual(at("2026-12-01T10:20:00Z"));
});

test("the next key waits for its TTL, the retiring one for mail in transit, the others for no time", () => {
  const since = "2026-12-01T10:20:00Z";
  const times = DKIM_STATES.map((state) => notBefore(state, since, 3600));
  expect(times.map((time) => time && isoTime(time))).toEqual([
    "2026-12-01T11:20:00Z",
    undefined,
    "2026-12-08T10:20:00Z",
    undefined,
  ]);
});

test("a key is revoked early up to 7 days after the last signature", () => {
  const key = { since: "2026-12-01T10:20:00Z" };
  expect(revokedEarly(key, at("2026-12-08T10:19:59Z"))).toEqual(at("2026-12-08T10:20:00Z"));
  expect(revokedEarly(key, at("2026-12-08T10:20:00Z"))).toBeUndefined();
  expect(revokedEarly({}, at("2026-12-08T10:20:00Z"))).toBe("unknown");
});
