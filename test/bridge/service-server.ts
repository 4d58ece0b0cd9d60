/** A cloud's service over HTTP: the providers on the real bridge act on the sandbox's own rules. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import * as alidns from "../../sandbox/clouds/alidns/service.ts";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import * as cloudflareDnssec from "../../sandbox/clouds/cloudflare/dnssec-service.ts";
import { zoneResult } from "../../sandbox/clouds/cloudflare/lookups.ts";
import type { CloudflareZone } from "../../sandbox/clouds/cloudflare/record.ts";
import * as cloudflare from "../../sandbox/clouds/cloudflare/service.ts";
import * as workers from "../../sandbox/clouds/cloudflare/worker-service.ts";
import * as route53Dnssec from "../../sandbox/clouds/route53/dnssec-service.ts";
import type { Route53Zone } from "../../sandbox/clouds/route53/record.ts";
import * as route53 from "../../sandbox/clouds/route53/service.ts";
import type { Account } from "../../sandbox/request.ts";
import { ServiceError } from "../../sandbox/service.ts";

const services: Readonly<Record<Cloud, object>> = {
  alidns,
  cloudflare: { ...cloudflare, ...cloudflareDnssec, ...workers },
  route53: { ...route53, ...route53Dnssec },
};

/** What a client of the API gets of a zone, where the service's own functions have it as it is stored. */
const zones: Readonly<Record<Cloud, (account: Account, zone: never) => unknown>> = {
  alidns: (_, zone) => zone,
  cloudflare: (_, zone: CloudflareZone) => zoneResult(zone),
  route53: ({ store }, zone: Route53Zone) => ({ ...zone, records: store.countRecords("route53", zone.id) }),
};

export interface ServiceServer {
  readonly address: string;
  close(): Promise<void>;
}

/** `POST /<function>` with a JSON array of its arguments; answers `{result}`, absent for undefined, or `{error}`. */
export async function serveService(account: Account): Promise<ServiceServer> {
  const server = createServer(async (request, response) => {
    const name = request.url?.slice(1) ?? "";
    const answer = await answerOf(account, name, (await json(request)) as unknown[]);
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answerOf(account: Account, name: string, given: readonly unknown[]): Promise<object> {
  const service = services[account.cloud] as Readonly<Record<string, (...given: unknown[]) => unknown>>;
  try {
    const result = await service[name]?.(account, ...given);
    const isZone = /Zones?$/.test(name) && account.cloud !== "alidns" && result !== undefined;
    if (!isZone) return { result };
    const zone = (one: unknown): unknown => zones[account.cloud](account, one as never);
    return { result: Array.isArray(result) ? result.map(zone) : zone(result) };
  } catch (error) {
    const code = error instanceof ServiceError ? error.code : "";
    return { error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}
