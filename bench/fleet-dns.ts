/** Answers on loopback what specs want, over UDP, and refuses everything else: the DNS of a fleet that is as it should be. */
import { createSocket } from "node:dgram";
import { type Answer, decode, encode, type Packet } from "dns-packet";
import { loadPaths } from "../src/pipeline.ts";
import { absolute, withoutDot } from "../src/zone/name.ts";
import type { Rdata } from "../src/zone/rdata.ts";

export interface FleetDns {
  readonly port: number;
  /** What the specs have, and the SOA of each zone. */
  readonly questions: readonly (readonly [name: string, type: string])[];
  close(): Promise<void>;
}

const RESPONSE = 0x80_00;
const AUTHORITATIVE = 0x04_00;
const REFUSED = 5;
const SOA = {
  mname: "ns.example",
  rname: "host.example",
  serial: 1,
  refresh: 1,
  retry: 1,
  expire: 1,
  minimum: 1,
};

export async function startFleetDns(folder: string): Promise<FleetDns> {
  const answers = new Map<string, readonly object[]>();
  for (const zone of loadPaths([folder]).zones) {
    answers.set(`${zone.name} SOA`, [SOA]);
    for (const { name, type, records } of zone.rrsets) {
      answers.set(
        `${name} ${type}`,
        records.map(({ data }) => wire(data) as object),
      );
    }
  }
  const socket = createSocket("udp4");
  socket.on("message", (message, from) => {
    const { id = 0, questions = [] } = decode(message);
    const [{ name = "", type = "A" } = {}] = questions;
    const found = answers.get(`${absolute(name)} ${type}`);
    const flags = RESPONSE | (found === undefined ? REFUSED : AUTHORITATIVE);
    const own = (found ?? []).map((data) => ({ name, type, ttl: 600, data }) as Answer);
    socket.send(
      encode({ type: "response", id, flags, questions, answers: own } as Packet),
      from.port,
      from.address,
    );
  });
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  return {
    port: socket.address().port,
    questions: [...answers.keys()].map((key) => key.split(" ") as [string, string]),
    close: () => new Promise((done) => socket.close(done)),
  };
}

/** The library's form of the data. */
function wire(data: Rdata): unknown {
  switch (data.type) {
    case "A":
    case "AAAA":
      return data.address;
    case "CNAME":
    case "NS":
    case "PTR":
      return withoutDot(data.target);
    case "MX":
      return { preference: data.preference, exchange: withoutDot(data.exchange) };
    case "SRV":
      return { ...data, target: withoutDot(data.target) };
    case "CAA":
      return { flags: data.flags, tag: data.tag, value: data.value };
    case "TXT":
      return data.text.match(/.{1,255}/gs) ?? [""];
    default:
      throw new Error(`the corpus has no ${data.type}`);
  }
}
