/** Loaded before the command line: makes one call of node:fs fail, as a full disk or a read-only folder does. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { FAULT_CALL: call = "", FAULT_CODE: code } = process.env;
const real = fs[call];

/** Reading goes on. */
const isWrite = (flags) =>
  typeof flags === "number" ? (flags & fs.constants.O_CREAT) !== 0 : /^[wa]/.test(flags ?? "r");

fs[call] = (...words) => {
  if (call === "openSync" && !isWrite(words[1])) return real(...words);
  const path = typeof words[0] === "string" ? words[0] : undefined;
  throw Object.assign(new Error(`${code}: injected, ${call}`), { code, syscall: call, path });
};
syncBuiltinESMExports();
