/** Writes files: each as a whole or not at all, so that a full disk or a killed process leaves the old content. */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";

/** A file may not be written where it would go; the message says why, and continues a sentence that begins with its path. */
export class WriteRefused extends Error {}

/**
 * Writes a file through a temporary one in the same folder, which is renamed when it is on the disk. An existing file keeps its
 * permissions and, if possible, its owner; a link keeps leading to it.
 *
 * @param {string} file
 * @param {string | Uint8Array} content
 * @param {{within?: string, mode?: number, ifThere?: "replace" | "fail"}} [how] `within`: the folder, with links followed, that
 *   links may not lead out of. `mode`: the permissions of a new file, before the umask. `ifThere: "fail"`: throws EEXIST if the file
 *   exists.
 * @returns {void}
 * @throws WriteRefused, or the operating system's error
 */
export function writeWhole(file, content, { within, mode = 0o666, ifThere = "replace" } = {}) {
  const { target, old } = targetOf(file, within);
  if (old !== undefined && ifThere === "fail") {
    throw Object.assign(new Error(`EEXIST: file already exists, open '${file}'`), { code: "EEXIST" });
  }
  const folder = path.dirname(target);
  // a dot file, since a file that a kill leaves behind must not be read as a spec
  const draft = path.join(folder, `.mailzone-${process.pid}-${randomBytes(6).toString("hex")}.part`);
  try {
    writeDraft(draft, content, old, mode);
    if (ifThere === "fail") linkSync(draft, target);
    else renameSync(draft, target);
    syncFolder(folder);
  } catch (error) {
    // the temporary file means nothing to anybody
    if (error.code !== undefined) error.path = file;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Makes a folder and those above it.
 *
 * @param {string} folder
 * @param {string} [within] as for `writeWhole`
 * @returns {void}
 */
export function makeFolder(folder, within) {
  const full = path.resolve(folder);
  refuseOutside(nearestReal(full), within);
  makeEach(full);
}

/** One by one: with `recursive`, Node 22 never ends where a folder cannot be made because of what it is in, as below /proc. */
function makeEach(folder) {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeEach(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // another process was quicker
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function targetOf(file, within) {
  const full = path.resolve(file);
  const folder = realpathSync.native(path.dirname(full));
  refuseOutside(folder, within);
  const found = lstatSync(full, { throwIfNoEntry: false });
  if (found === undefined) return { target: path.join(folder, path.basename(full)), old: undefined };
  const target = realOf(full);
  refuseOutside(target, within);
  const old = lstatSync(target);
  // renaming would put a file in the place of a device
  if (!old.isFile()) throw new WriteRefused("is not a regular file");
  return { target, old };
}

function realOf(full) {
  try {
    return realpathSync.native(full);
  } catch (error) {
    if (error.code === "ENOENT") throw new WriteRefused("is a link that leads nowhere");
    throw error;
  }
}

function refuseOutside(real, within) {
  if (within === undefined) return;
  const from = path.relative(within, real);
  if (from === ".." || from.startsWith(`..${path.sep}`) || path.isAbsolute(from)) {
    throw new WriteRefused("is outside the project, or a link that leads there");
  }
}

/** The nearest folder that exists, with links followed. */
function nearestReal(folder) {
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) return realOf(folder);
  return nearestReal(path.dirname(folder));
}

function writeDraft(draft, content, old, mode) {
  const handle = openSync(
    draft,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
    old ? 0o600 : mode,
  );
  try {
    const octets = typeof content === "string" ? Buffer.from(content) : content;
    for (let at = 0; at < octets.length; ) at += writeSync(handle, octets, at);
    if (old !== undefined) {
      keepOwner(handle, old);
      fchmodSync(handle, old.mode & 0o7777);
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function keepOwner(handle, { uid, gid }) {
  try {
    fchownSync(handle, uid, gid);
  } catch (error) {
    // only root may give files away
    if (error.code !== "EPERM") throw error;
  }
}

/** Without it, a power failure may undo the renaming; some file systems cannot do it. */
function syncFolder(folder) {
  let handle;
  try {
    handle = openSync(folder, constants.O_RDONLY);
    fsyncSync(handle);
  } catch {
    // the file itself is on the disk
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

const REASONS = new Map([
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EROFS", "the file system is read-only"],
  ["EACCES", "permission denied"],
  ["EPERM", "not permitted"],
  ["EIO", "the disk reports an error"],
  ["EMFILE", "too many open files"],
  ["ENFILE", "too many open files"],
]);

/** Result codes of SQLite (sqlite.org/rescode.html, read 2026-11-29). */
const SQLITE = new Map([
  [8, "the sandbox's database is read-only"],
  [10, "the disk of the sandbox's database reports an error"],
  [13, "the disk of the sandbox's database is full"],
  [14, "the sandbox's database cannot be opened"],
]);

/**
 * Why this machine refused something, for a person; undefined for an error that it cannot help.
 *
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function machineReason(error) {
  const { code, syscall } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  if (code === "ENOENT" && syscall === "uv_cwd") {
    return "the working directory no longer exists: change to another one";
  }
  if (code === "ERR_SQLITE_ERROR") return SQLITE.get(error.errcode & 0xff);
  const reason = REASONS.get(code);
  return reason === undefined ? undefined : `${reason} (${code})`;
}
