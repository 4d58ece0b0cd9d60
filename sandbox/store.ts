import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

/** The DNS hosts that the sandbox stands in for. */
export type Cloud = "route53" | "cloudflare" | "alidns";

/** Every cloud, in the order in which people read of them. */
export const clouds: readonly Cloud[] = ["route53", "cloudflare", "alidns"];

/** What a zone's account and edition decide; each cloud reads only its own. */
export interface ZoneSettings {
  nameServers: string[];
  /** Cloudflare: `legacyId` of the plan. */
  plan?: string;
  /** Cloudflare: how many records the plan allows. */
  recordQuota?: number;
  /** Cloudflare: the lowest TTL but 1; Alibaba Cloud DNS: the edition's floor. */
  minTtl?: number;
  /** Alibaba Cloud DNS: the edition, such as `mianfei`. */
  versionCode?: string;
  /** Cloudflare: `pending` until DNS leads to the zone; absent: `active`. */
  status?: "pending";
  /** Cloudflare: whether the zone is switched off. */
  paused?: true;
  /** What people wrote beside it: Route 53's comment, Alibaba Cloud DNS's remark. */
  remark?: string;
}

/** A hosted zone; `name` is in A-labels, lower case, without a final dot. */
export interface StoredZone {
  cloud: Cloud;
  id: string;
  account: string;
  name: string;
  settings: ZoneSettings;
}

/** A record as its cloud's API would answer it; `owner` is its full name in lower case, without a final dot. */
export interface StoredRecord<Body = Record<string, unknown>> {
  cloud: Cloud;
  id: string;
  zone: string;
  owner: string;
  type: string;
  body: Body;
}

/** One call that reached a stand-in service, in the order of arrival. */
export interface LoggedRequest {
  seq: number;
  at: string;
  cloud: Cloud;
  account: string;
  action: string;
  zone: string;
  name: string;
  type: string;
  outcome: string;
}

const layout = 2;
/** Route 53 has several zones of one name; where a cloud does not, its service refuses the second. */
const zones = `
  CREATE TABLE IF NOT EXISTS zones (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, cloud TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL,
    name TEXT NOT NULL, settings TEXT NOT NULL, UNIQUE (cloud, id)) STRICT;`;
/** In the first layout a name was unique, which no statement takes away from a table. */
const fromFirstLayout = `
  ALTER TABLE zones RENAME TO zones_1;
  ${zones}
  INSERT INTO zones SELECT * FROM zones_1;
  DROP TABLE zones_1;`;
const tables = `
  ${zones}
  CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, cloud TEXT NOT NULL, id TEXT NOT NULL, zone TEXT NOT NULL,
    owner TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (cloud, id)) STRICT;
  CREATE INDEX IF NOT EXISTS records_by_owner ON records (cloud, zone, owner);
  CREATE TABLE IF NOT EXISTS requests (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, cloud TEXT NOT NULL, account TEXT NOT NULL,
    action TEXT NOT NULL, zone TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS faults (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, cloud TEXT NOT NULL, action TEXT NOT NULL, name TEXT NOT NULL,
    type TEXT NOT NULL, mode TEXT NOT NULL, times INTEGER NOT NULL) STRICT;
  PRAGMA user_version = ${layout};`;

/** The one store of all stand-ins: several processes open it at once, and what was committed survives a kill. */
export class Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(home: string) {
    mkdirSync(home, { recursive: true });
    this.#database = openDatabase(join(home, "zones.sqlite"));
  }

  close(): void {
    this.#database.close();
  }

  /** Runs `work` as one write transaction: other processes wait, and a throw undoes everything. */
  write<T>(work: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Keeps every other process from writing while `work` goes on; what dies meanwhile lets go. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      return await work();
    } finally {
      this.#database.exec("ROLLBACK");
    }
  }

  zones(cloud?: Cloud, account?: string): StoredZone[] {
    return this.all<ZoneRow>(
      "SELECT * FROM zones WHERE (?1 IS NULL OR cloud = ?1) AND (?2 IS NULL OR account = ?2) ORDER BY seq",
      cloud ?? null,
      account ?? null,
    ).map(toZone);
  }

  zone(cloud: Cloud, id: string): StoredZone | undefined {
    const row = this.all<ZoneRow>("SELECT * FROM zones WHERE cloud = ? AND id = ?", cloud, id)[0];
    return row && toZone(row);
  }

  /** Adds a zone unless there is one with its id; says whether it was new. */
  addZone(zone: StoredZone): boolean {
    const { cloud, id, account, name, settings } = zone;
    return (
      this.run(
        "INSERT OR IGNORE INTO zones (cloud, id, account, name, settings) VALUES (?, ?, ?, ?, ?)",
        cloud,
        id,
        account,
        name,
        JSON.stringify(settings),
      ) > 0
    );
  }

  /** Takes away a zone with all its records. */
  removeZone(cloud: Cloud, id: string): void {
    this.run("DELETE FROM records WHERE cloud = ? AND zone = ?", cloud, id);
    this.run("DELETE FROM zones WHERE cloud = ? AND id = ?", cloud, id);
  }

  changeZone(cloud: Cloud, id: string, settings: ZoneSettings): void {
    this.run("UPDATE zones SET settings = ? WHERE cloud = ? AND id = ?", JSON.stringify(settings), cloud, id);
  }

  /** The records of a zone, of one owner when it is given, oldest first. */
  records<Body = Record<string, unknown>>(cloud: Cloud, zone: string, owner?: string): StoredRecord<Body>[] {
    const rows =
      owner === undefined
        ? this.all<RecordRow>("SELECT * FROM records WHERE cloud = ? AND zone = ? ORDER BY seq", cloud, zone)
        : this.all<RecordRow>(
            "SELECT * FROM records WHERE cloud = ? AND zone = ? AND owner = ? ORDER BY seq",
            cloud,
            zone,
            owner,
          );
    return rows.map(toRecord<Body>);
  }

  record<Body = Record<string, unknown>>(cloud: Cloud, id: string): StoredRecord<Body> | undefined {
    const row = this.all<RecordRow>("SELECT * FROM records WHERE cloud = ? AND id = ?", cloud, id)[0];
    return row && toRecord<Body>(row);
  }

  countRecords(cloud: Cloud, zone: string): number {
    const sql = "SELECT count(*) AS n FROM records WHERE cloud = ? AND zone = ?";
    return this.all<{ n: number }>(sql, cloud, zone)[0]?.n ?? 0;
  }

  /** Whether any owner lies below `name`: then `name` exists even without records of its own (RFC 4592 section 2.2.2). */
  hasBelow(cloud: Cloud, zone: string, name: string): boolean {
    // "." sorts just before "/", but a suffix cannot use an index; zones are small enough to scan.
    const sql =
      "SELECT 1 FROM records WHERE cloud = ? AND zone = ? AND substr(owner, -length(?3)) = ?3 LIMIT 1";
    return this.all(sql, cloud, zone, `.${name}`).length > 0;
  }

  addRecord<Body>(record: StoredRecord<Body>): void {
    const { cloud, id, zone, owner, type, body } = record;
    this.run(
      "INSERT INTO records (cloud, id, zone, owner, type, body) VALUES (?, ?, ?, ?, ?, ?)",
      cloud,
      id,
      zone,
      owner,
      type,
      JSON.stringify(body),
    );
  }

  changeRecord<Body>(record: StoredRecord<Body>): void {
    const { cloud, id, owner, type, body } = record;
    this.run(
      "UPDATE records SET owner = ?, type = ?, body = ? WHERE cloud = ? AND id = ?",
      owner,
      type,
      JSON.stringify(body),
      cloud,
      id,
    );
  }

  removeRecord(cloud: Cloud, id: string): boolean {
    return this.run("DELETE FROM records WHERE cloud = ? AND id = ?", cloud, id) > 0;
  }

  requests(): LoggedRequest[] {
    return this.all<LoggedRequest>("SELECT * FROM requests ORDER BY seq").map((row) => ({ ...row }));
  }

  /** Empties every table. */
  clear(): void {
    this.write(() => {
      for (const table of ["zones", "records", "requests", "faults"]) this.run(`DELETE FROM ${table}`);
    });
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** Runs a statement and says how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

interface ZoneRow {
  cloud: Cloud;
  id: string;
  account: string;
  name: string;
  settings: string;
}

interface RecordRow {
  cloud: Cloud;
  id: string;
  zone: string;
  owner: string;
  type: string;
  body: string;
}

function toZone(row: ZoneRow): StoredZone {
  const { cloud, id, account, name } = row;
  return { cloud, id, account, name, settings: JSON.parse(row.settings) };
}

function toRecord<Body>(row: RecordRow): StoredRecord<Body> {
  const { cloud, id, zone, owner, type } = row;
  return { cloud, id, zone, owner, type, body: JSON.parse(row.body) };
}

function openDatabase(file: string): DatabaseSync {
  const database = new (sqlite().DatabaseSync)(file, { timeout: 20_000 });
  // WAL lets the DNS server read while a stand-in writes. NORMAL does not wait for the disk: what is committed
  // survives the death of the process, though not of the machine, and nothing in a sandbox is worth that wait.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  const version = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version.user_version !== layout) layOut(database);
  return database;
}

function layOut(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  // another process may have been quicker
  const version = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version.user_version === 1) database.exec(fromFirstLayout);
  database.exec(`${tables} COMMIT;`);
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
