/** The file behind the store: its tables, and how a process opens it. */
import { createRequire } from "node:module";
import type { DatabaseSync } from "node:sqlite";

const LAYOUT = 3;

/** Route 53 has several zones of one name; where a cloud does not, its service refuses the second. */
const ZONES = `
  CREATE TABLE IF NOT EXISTS zones (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, cloud TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL,
    name TEXT NOT NULL, settings TEXT NOT NULL, UNIQUE (cloud, id)) STRICT;`;

/** In the first layout a name was unique, which no statement takes away from a table. */
const FROM_FIRST_LAYOUT = `
  ALTER TABLE zones RENAME TO zones_1;
  ${ZONES}
  INSERT INTO zones SELECT * FROM zones_1;
  DROP TABLE zones_1;`;

const TABLES = `
  ${ZONES}
  CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, cloud TEXT NOT NULL, id TEXT NOT NULL, zone TEXT NOT NULL,
    owner TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (cloud, id)) STRICT;
  CREATE INDEX IF NOT EXISTS records_by_owner ON records (cloud, zone, owner);
  CREATE TABLE IF NOT EXISTS objects (
    cloud TEXT NOT NULL, account TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (cloud, account, id)) STRICT;
  CREATE TABLE IF NOT EXISTS requests (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, cloud TEXT NOT NULL, account TEXT NOT NULL,
    action TEXT NOT NULL, zone TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS faults (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, cloud TEXT NOT NULL, action TEXT NOT NULL, name TEXT NOT NULL,
    type TEXT NOT NULL, mode TEXT NOT NULL, times INTEGER NOT NULL) STRICT;
  PRAGMA user_version = ${LAYOUT};`;

/** Opens the file, which is made or brought up to date where it is not of this layout. */
export function openDatabase(file: string): DatabaseSync {
  const database = new (sqlite().DatabaseSync)(file, { timeout: 20_000 });
  // WAL lets the DNS server read while a stand-in writes. NORMAL does not wait for the disk: what is committed
  // survives the death of the process, though not of the machine, and nothing in a sandbox is worth that wait
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  if (layoutOf(database) !== LAYOUT) layOut(database);
  return database;
}

function layOut(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  // asked again inside the lock: another process may have been quicker
  if (layoutOf(database) === 1) database.exec(FROM_FIRST_LAYOUT);
  database.exec(`${TABLES} COMMIT;`);
}

function layoutOf(database: DatabaseSync): number {
  return (database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;
}

/**
 * `node:sqlite` warns on stderr when it is first loaded, and that line would reach whoever runs `pulumi up` or
 * `mailzone sandbox`. So it is loaded here, on first use, with just that one warning held back.
 */
function sqlite(): typeof import("node:sqlite") {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => undefined;
  try {
    return createRequire(import.meta.url)("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
