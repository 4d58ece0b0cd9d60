/** Somebody at the clouds' consoles: changes records behind a stack's back, through the stand-ins' own services. */
import * as alidns from "../../sandbox/clouds/alidns/service.ts";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import * as cloudflare from "../../sandbox/clouds/cloudflare/service.ts";
import * as route53 from "../../sandbox/clouds/route53/service.ts";
import { Store, type StoredRecord } from "../../sandbox/store.ts";
import { zoneId } from "../../sandbox/zones.ts";

/** A record of one value; an MX has its preference before the host. TXT is plain. */
export interface ByHand {
  readonly owner: string;
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
}

export class Console {
  readonly #home: string;
  readonly #cloud: Cloud;
  readonly #zone: string;

  constructor(home: string, cloud: Cloud, zone: string) {
    this.#home = home;
    this.#cloud = cloud;
    this.#zone = zone;
  }

  add(record: ByHand): Promise<unknown> {
    const { owner, type, ttl } = record;
    return this.#withAccount<unknown>((account, id) => {
      const name = this.#full(owner);
      switch (this.#cloud) {
        case "route53":
          return route53.changeRecordSets(account, id, "create", [
            { action: "CREATE", set: { name, type, ttl, values: [shown(record)] } },
          ]);
        case "cloudflare":
          return cloudflare.createRecord(account, id, { name, type, ttl, ...parts(record) });
        case "alidns": {
          const { content, priority } = parts(record);
          const value = type === "TXT" ? record.value : content;
          const wanted = { rr: owner, type, value, ttl, line: "default" };
          return alidns.addRecord(
            account,
            this.#zone,
            priority === undefined ? wanted : { ...wanted, priority },
          );
        }
      }
    });
  }

  /** Changes the first record at a name, which on Route 53 is the whole RRset. */
  change(record: ByHand): Promise<void> {
    const { owner, type, ttl } = record;
    return this.#withAccount((account, zone) => {
      const [first] = this.#records(account.store, owner, type);
      if (first === undefined) throw new Error(`there is no ${type} at ${owner}`);
      const name = this.#full(owner);
      switch (this.#cloud) {
        case "route53":
          return route53.changeRecordSets(account, zone, "update", [
            { action: "UPSERT", set: { name, type, ttl, values: [shown(record)] } },
          ]);
        case "cloudflare":
          return cloudflare
            .updateRecord(account, zone, first.id, { name, type, ttl, ...parts(record) })
            .then(() => {});
        case "alidns": {
          const { content, priority } = parts(record);
          const value = type === "TXT" ? record.value : content;
          const wanted = { rr: owner, type, value, ttl, line: "default" };
          return alidns.updateRecord(
            account,
            first.id,
            priority === undefined ? wanted : { ...wanted, priority },
          );
        }
      }
    });
  }

  /** Deletes the first record at a name that holds the value, which on Route 53 is the whole RRset. */
  remove(owner: string, type: string, value = ""): Promise<void> {
    return this.#withAccount((account, zone) => {
      const first = this.#records(account.store, owner, type).find(({ body }) =>
        JSON.stringify(body).includes(value),
      );
      if (first === undefined) throw new Error(`there is no ${type} at ${owner}`);
      switch (this.#cloud) {
        case "route53":
          return route53.changeRecordSets(account, zone, "delete", [
            { action: "DELETE", set: first.body as never },
          ]);
        case "cloudflare":
          return cloudflare.deleteRecord(account, zone, first.id);
        case "alidns":
          return alidns.deleteRecord(account, first.id);
      }
    });
  }

  /** Alibaba Cloud DNS: switches the first record at a name off. */
  disable(owner: string, type: string): Promise<void> {
    return this.#withAccount((account) => {
      const [first] = this.#records(account.store, owner, type);
      return alidns.setField(account, first?.id ?? "", { status: "DISABLE" });
    });
  }

  #full(owner: string): string {
    return owner === "@" ? this.#zone : `${owner}.${this.#zone}`;
  }

  #records(store: Store, owner: string, type: string): StoredRecord[] {
    const zone = zoneId({ cloud: this.#cloud, name: this.#zone });
    return store.records(this.#cloud, zone, this.#full(owner)).filter((one) => one.type === type);
  }

  async #withAccount<T>(
    work: (account: { store: Store; cloud: Cloud; account: string }, zone: string) => Promise<T>,
  ): Promise<T> {
    const store = new Store(this.#home);
    try {
      const zone = zoneId({ cloud: this.#cloud, name: this.#zone });
      return await work({ store, cloud: this.#cloud, account: "" }, zone);
    } finally {
      store.close();
    }
  }
}

const shown = ({ type, value }: ByHand): string => (type === "TXT" ? `"${value}"` : value);

function parts({ type, value }: ByHand): { content: string; priority?: number } {
  if (type === "TXT") return { content: `"${value}"` };
  if (type !== "MX") return { content: value };
  const [preference, host = ""] = value.split(" ");
  return { content: host, priority: Number(preference) };
}
