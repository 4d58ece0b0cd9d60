/** Lines on a terminal that are drawn again and again in their place. */
import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { columnsOf, visible } from "../../words/text.ts";
import type { Progress } from "../progress.ts";

/** What it draws on: `process.stderr`. */
export type Screen = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

/** How often it is drawn, in milliseconds. */
const PAUSE = 200;

/** Of a terminal that does not say how large it is. */
const COLUMNS = 80;
const ROWS = 24;

/** `lines` are asked for each time; those that the screen has no room for are left out, so that none is wrapped and none scrolls away. */
export function liveView(lines: () => readonly string[], screen: Screen): Omit<Progress, "tell"> {
  let drawn = 0;
  const erase = (): void => {
    if (drawn === 0) return;
    cursorTo(screen, 0);
    moveCursor(screen, 0, -drawn);
    clearScreenDown(screen);
    drawn = 0;
  };
  const draw = (): void => {
    const { columns = COLUMNS, rows = ROWS } = screen;
    const all = lines();
    const room = Math.max(1, rows - 2);
    const shown =
      all.length > room ? [...all.slice(0, room - 1), `  and ${all.length - room + 1} more`] : all;
    erase();
    screen.write(shown.map((line) => `${cut(visible(line), columns - 1)}\n`).join(""));
    drawn = shown.length;
  };
  const alarm = setInterval(draw, PAUSE);
  alarm.unref();
  draw();
  return {
    note: (line) => {
      erase();
      screen.write(`${visible(line)}\n`);
      draw();
    },
    end: () => {
      clearInterval(alarm);
      erase();
    },
  };
}

/** As much of a line as has room in so many columns. */
function cut(line: string, columns: number): string {
  let text = "";
  let left = columns;
  for (const char of line) {
    left -= columnsOf(char);
    if (left < 0) break;
    text += char;
  }
  return text;
}
