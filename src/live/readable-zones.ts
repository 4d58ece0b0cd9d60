import { cloudOf, cloudOfRecord } from "../cloud/clouds.ts";
import type { LiveRecord } from "../cloud/listing.ts";
import type { ResourceArgs } from "../cloud/resource.ts";
import { withoutDot } from "../zone/name.ts";
import type { StateResource } from "./stack-state.ts";
import type { SurveyedZone } from "./survey.ts";

/** The zones that could be read, found by the zone that a resource names. */
export class ReadableZones {
  readonly #zones: ReadonlyMap<SurveyedZone, ReadonlyMap<string, LiveRecord>>;

  constructor(zones: readonly SurveyedZone[]) {
    this.#zones = new Map(
      zones.flatMap((zone) =>
        zone.listing === null ? [] : [[zone, new Map(zone.listing.map((record) => [record.id, record]))]],
      ),
    );
  }

  of(token: string, values: ResourceArgs = {}): SurveyedZone | undefined {
    return [...this.#zones.keys()].find(({ cloud: id, name, id: zoneId }) => {
      const cloud = cloudOf(id);
      if (cloud.token !== token) return false;
      return cloud.zoneArgument === undefined
        ? values["domainName"] === withoutDot(name)
        : values[cloud.zoneArgument] === zoneId;
    });
  }

  recordOf(zone: SurveyedZone, resource: StateResource): LiveRecord | undefined {
    return this.#zones.get(zone)?.get(liveIdOf(resource));
  }
}

/** `LiveRecord.id` of a resource's record. */
export const liveIdOf = ({ type, id, outputs }: StateResource): string =>
  (outputs && cloudOfRecord(type)?.listing.idOf({ id, ...outputs })) ?? String(id);
