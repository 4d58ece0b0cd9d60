/** Commands are shown as they have to be typed where the user is. */
import { expect, test } from "@jest/globals";
import { ownCommand } from "../../src/words/own-command.ts";

test.each([
  ["in a clone", "/clone", "/clone", "./mailzone check"],
  ["below a clone", "/srv/clone", "/srv/clone/stacks", "../mailzone check"],
  ["beside a clone", "/srv/work/clone", "/srv/work/acme", "../clone/mailzone check"],
  ["far from a clone", "/srv/clone", "/home/me/acme/mail", "/srv/clone/mailzone check"],
  [
    "with a clone in a folder with a blank",
    "/srv/my clone",
    "/home/me/mail",
    "'/srv/my clone/mailzone' check",
  ],
  ["in a project that has it", "/acme/node_modules/mailzone", "/acme", "npx mailzone check"],
  ["below such a project", "/acme/node_modules/mailzone", "/acme/stacks", "npx mailzone check"],
  ["installed for all", "/usr/lib/node_modules/mailzone", "/acme", "mailzone check"],
  ["beside a project", "/acme/node_modules/mailzone", "/acme-two", "mailzone check"],
])("%s", (_, folder, cwd, wanted) => {
  expect(ownCommand("check", folder, cwd)).toBe(wanted);
});
