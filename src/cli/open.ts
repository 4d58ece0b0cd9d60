/** Opens the specs that a command was given. Loads little, so that they are read while the rest of the command loads. */
import process from "node:process";
import { UnusablePath } from "../spec/find.ts";
import { type OpenSpecs, openSpecs } from "../spec/open.ts";
import { counted } from "../words/text.ts";
import { CannotRun } from "./print.ts";
import { progress } from "./progress.ts";

/** @throws CannotRun when the paths cannot be used */
export function open(paths: readonly string[], stack?: string): OpenSpecs {
  try {
    return watched(openSpecs(paths, process.cwd(), stack));
  } catch (error) {
    if (error instanceof UnusablePath) throw new CannotRun(error.message, { cause: error });
    throw error;
  }
}

/** The same, which says how many files are checked while that takes long: each is checked before the next is asked for. */
function watched(specs: OpenSpecs): OpenSpecs {
  const { files, contents } = specs;
  const { tell, end } = progress();
  let done = 0;
  return {
    ...specs,
    contents: {
      next: () => {
        tell(`${done} of ${counted(files.length, "file")} checked`);
        done += 1;
        if (done === files.length) end();
        return contents.next();
      },
    },
  };
}
