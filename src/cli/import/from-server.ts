/** Zones from a server that gives them whole (AXFR). */
import type { SourceZone } from "../../import/source-zone.ts";
import { otherTypes } from "../../import/zone-file.ts";
import { transfer } from "../../live/dns/transfer.ts";
import { counted } from "../../words/text.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { isRecordType, type Rdata } from "../../zone/rdata.ts";
import { readServer } from "../live/server-address.ts";
import { whileWaiting } from "../progress.ts";

/** @throws CannotRun for what is no address */
export async function zonesFromServer(
  address: string,
  zones: readonly Name[],
): Promise<readonly SourceZone[]> {
  const server = readServer(address, "--axfr");
  return await whileWaiting(`asking ${address}`, async ({ tell }) => {
    const read: SourceZone[] = [];
    for (const zone of zones) {
      read.push(await zoneFrom(server, address, zone));
      tell(`${read.length} of ${counted(zones.length, "zone")} transferred`);
    }
    return read;
  });
}

async function zoneFrom(
  server: ReturnType<typeof readServer>,
  from: string,
  zone: Name,
): Promise<SourceZone> {
  const got = await transfer(server, zone);
  if (got.kind === "none") {
    return {
      ...{ zone, from, records: [], others: [] },
      findings: [
        {
          code: "import-source",
          severity: "error",
          message: `${from} ${got.why}, so ${withoutDot(zone)} is not imported`,
          help: "allow this address to transfer the zone (allow-transfer in BIND, provide-xfr in NSD), or import a zone file",
        },
      ],
    };
  }
  const known = got.records.flatMap(({ name, ttl, data }) =>
    isRecordType(data.type) ? [{ name, ttl, data: data as Rdata }] : [],
  );
  const others = got.records.filter(({ data }) => !isRecordType(data.type));
  return {
    ...{ zone, from, records: known, findings: [] },
    others: otherTypes([...others.map(({ name, data: { type } }) => ({ name, type })), ...got.others]),
  };
}
