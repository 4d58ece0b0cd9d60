/** Amazon Route 53 as the sandbox has it. */
import type { StoredRecord, StoredZone } from "../../store.ts";
import type { StandIn } from "../stand-in.ts";
import { published } from "./published.ts";
import type { RecordSet } from "./record.ts";

const NAME_SERVERS = ["ns-1.sandbox.invalid", "ns-2.sandbox.invalid"];

/** Negative TTL and mailbox, as in the SOA that a hosted zone is born with (docs/facts/route53.md, zones). */
const START = { minimum: 86400, rname: "awsdns-hostmaster.amazon.com" };

export const route53: StandIn = {
  package: "aws",
  zoneId: { prefix: "Z", alphabet: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", length: 20 },
  newZone: { nameServers: NAME_SERVERS },
  bornWith: apexSets,
  publish: (_zone, { body }) => published(body as RecordSet),
  start: START,
  credentials: {
    AWS_ACCESS_KEY_ID: "sandbox",
    AWS_SECRET_ACCESS_KEY: "sandbox",
    AWS_SESSION_TOKEN: "",
    AWS_PROFILE: "",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
  },
};

/** The NS and the SOA of a new zone, which its look-ups list. */
function apexSets({ id, name, settings: { nameServers } }: StoredZone): StoredRecord<RecordSet>[] {
  const soa = `${nameServers[0]}. ${START.rname}. 1 7200 900 1209600 ${START.minimum}`;
  const sets = [
    { type: "NS", ttl: 172800, values: nameServers.map((server) => `${server}.`) },
    { type: "SOA", ttl: 900, values: [soa] },
  ];
  return sets.map((set) => ({
    cloud: "route53",
    id: `${id}_${name}_${set.type}`,
    zone: id,
    owner: name,
    type: set.type,
    body: { name: `${name}.`, ...set },
  }));
}
