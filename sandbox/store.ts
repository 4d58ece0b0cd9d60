/** The store of all stand-ins: zones, records, what else accounts hold, the request log and waiting faults, in one SQLite file. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Cloud } from "./clouds/cloud-id.ts";
import { openDatabase } from "./database.ts";

// whoever looks into a store names clouds

/** What a zone's account and edition decide; what more a cloud's zones have is in its folder. */
export interface ZoneSettings {
  readonly nameServers: readonly string[];
}

/** A hosted zone; `name` is in A-labels, lower case, without a final dot. */
export interface StoredZone<Settings extends ZoneSettings = ZoneSettings> {
  readonly cloud: Cloud;
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly settings: Settings;
}

/** A record as its cloud's API would answer it; `owner` is its full name in lower case, without a final dot. */
export interface StoredRecord<Body = Record<string, unknown>> {
  readonly cloud: Cloud;
  readonly id: string;
  readonly zone: string;
  readonly owner: string;
  readonly type: string;
  readonly body: Body;
}

/** What an account holds besides zones, such as a script, as its cloud's API would answer it. */
export interface StoredObject<Body = Record<string, unknown>> {
  readonly cloud: Cloud;
  readonly account: string;
  readonly id: string;
  readonly body: Body;
}

/** One call that reached a stand-in service, in the order of arrival. */
export interface LoggedRequest {
  readonly seq: number;
  readonly at: string;
  readonly cloud: Cloud;
  readonly account: string;
  readonly action: string;
  readonly zone: string;
  readonly name: string;
  readonly type: string;
  readonly outcome: string;
}

/** A call as it is written into the log; what it is not about stays empty. */
type NewRequest = Pick<LoggedRequest, "cloud" | "account" | "action" | "outcome"> &
  Partial<Pick<LoggedRequest, "zone" | "name" | "type">>;

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

  zones<Settings extends ZoneSettings>(cloud?: Cloud, account?: string): StoredZone<Settings>[] {
    return this.all<ZoneRow>(
      "SELECT * FROM zones WHERE (?1 IS NULL OR cloud = ?1) AND (?2 IS NULL OR account = ?2) ORDER BY seq",
      cloud ?? null,
      account ?? null,
    ).map(toZone<Settings>);
  }

  zone<Settings extends ZoneSettings>(cloud: Cloud, id: string): StoredZone<Settings> | undefined {
    const row = this.all<ZoneRow>("SELECT * FROM zones WHERE cloud = ? AND id = ?", cloud, id)[0];
    return row && toZone<Settings>(row);
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

  changeZone<Settings extends ZoneSettings>(cloud: Cloud, id: string, settings: Settings): void {
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
    // a suffix cannot use an index; zones are small enough to scan
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

  object<Body = Record<string, unknown>>(
    cloud: Cloud,
    account: string,
    id: string,
  ): StoredObject<Body> | undefined {
    const sql = "SELECT body FROM objects WHERE cloud = ? AND account = ? AND id = ?";
    const row = this.all<{ body: string }>(sql, cloud, account, id)[0];
    return row && { cloud, account, id, body: JSON.parse(row.body) };
  }

  putObject<Body>({ cloud, account, id, body }: StoredObject<Body>): void {
    this.run(
      "INSERT OR REPLACE INTO objects (cloud, account, id, body) VALUES (?, ?, ?, ?)",
      cloud,
      account,
      id,
      JSON.stringify(body),
    );
  }

  removeObject(cloud: Cloud, account: string, id: string): void {
    this.run("DELETE FROM objects WHERE cloud = ? AND account = ? AND id = ?", cloud, account, id);
  }

  logRequest({ cloud, account, action, zone = "", name = "", type = "", outcome }: NewRequest): void {
    this.run(
      "INSERT INTO requests (at, cloud, account, action, zone, name, type, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      new Date().toISOString(),
      cloud,
      account,
      action,
      zone,
      name,
      type,
      outcome,
    );
  }

  requests(): LoggedRequest[] {
    return this.all<LoggedRequest>("SELECT * FROM requests ORDER BY seq").map((row) => ({ ...row }));
  }

  /** Empties every table. */
  clear(): void {
    this.write(() => {
      for (const table of ["zones", "records", "objects", "requests", "faults"])
        this.run(`DELETE FROM ${table}`);
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
  readonly cloud: Cloud;
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly settings: string;
}

interface RecordRow {
  readonly cloud: Cloud;
  readonly id: string;
  readonly zone: string;
  readonly owner: string;
  readonly type: string;
  readonly body: string;
}

function toZone<Settings extends ZoneSettings>(row: ZoneRow): StoredZone<Settings> {
  const { cloud, id, account, name } = row;
  return { cloud, id, account, name, settings: JSON.parse(row.settings) };
}

function toRecord<Body>(row: RecordRow): StoredRecord<Body> {
  const { cloud, id, zone, owner, type } = row;
  return { cloud, id, zone, owner, type, body: JSON.parse(row.body) };
}
