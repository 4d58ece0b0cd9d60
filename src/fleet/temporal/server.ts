/** The Temporal server: where it is, as its own tools are told, and what is wrong if it does not answer. */
import { Client, Connection, ServiceError } from "@temporalio/client";
import { loadClientConnectConfig } from "@temporalio/envconfig";

/** The server cannot be used. */
export class ServerRefused extends Error {}

export type ServerConfig = ReturnType<typeof loadClientConnectConfig>["connectionOptions"] & {
  readonly address: string;
  readonly namespace: string;
};

/** What `temporal server start-dev` serves. */
const ADDRESS = "localhost:7233";
const NAMESPACE = "default";

/** In milliseconds. */
const CONNECT_TIMEOUT = 5_000;

/** From TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_* and the profiles of temporal.toml. @throws ServerRefused */
export function serverConfig(): ServerConfig {
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig();
    return {
      ...connectionOptions,
      address: connectionOptions.address ?? ADDRESS,
      namespace: namespace ?? NAMESPACE,
    };
  } catch (error) {
    throw new ServerRefused(`the settings of the Temporal client cannot be used: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** Does the work with a client, once the server and the namespace have answered. @throws ServerRefused */
export async function connected<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const config = serverConfig();
  const { namespace, ...server } = config;
  const connection = await refusing(config, () =>
    Connection.connect({ ...server, connectTimeout: CONNECT_TIMEOUT }),
  );
  try {
    await refusing(config, () => connection.workflowService.describeNamespace({ namespace }));
    return await refusing(config, () => work(new Client({ connection, namespace })));
  } finally {
    await connection.close();
  }
}

/** @throws ServerRefused for what the server refuses */
export async function refusing<T>(config: ServerConfig, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusedBy(config, error);
  }
}

/** gRPC's numbers of what servers answer (grpc.io, status codes). */
const INVALID = 3;
const NOT_FOUND = 5;
const DENIED: readonly number[] = [7, 16];
const UNAVAILABLE: readonly number[] = [4, 14];

/** What the error says to a person; rethrows what is none of the server's. */
function refusedBy({ address, namespace }: ServerConfig, error: unknown): ServerRefused {
  const code = codeOf(error);
  const refused = (text: string): ServerRefused => new ServerRefused(text, { cause: error });
  if (code === NOT_FOUND && /namespace/i.test(reasonOf(error)))
    return refused(
      `the Temporal server at ${address} has no namespace ${namespace}: create it, or name another with TEMPORAL_NAMESPACE`,
    );
  if (code !== undefined && DENIED.includes(code))
    return refused(
      `the Temporal server at ${address} lets nobody in with these credentials: set TEMPORAL_API_KEY, or TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH`,
    );
  if (code === INVALID) return refused(`the Temporal server at ${address} refuses this: ${detailsOf(error)}`);
  if (isUnavailable(error))
    return refused(
      `no Temporal server answers at ${address}: start it, or say where it is with TEMPORAL_ADDRESS`,
    );
  throw error;
}

/** Whether it may answer later. */
export const isUnavailable = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code !== undefined) return UNAVAILABLE.includes(code);
  return /connect|transport|unavailable|deadline/i.test(reasonOf(error)) && error instanceof Error;
};

function codeOf(error: unknown): number | undefined {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === "number") return code;
  return error instanceof ServiceError || cause !== undefined ? codeOf(cause ?? undefined) : undefined;
}

/** In the server's own words. */
function detailsOf(error: unknown): string {
  const { details, cause } = (error ?? {}) as { readonly details?: unknown; readonly cause?: unknown };
  if (typeof details === "string" && details !== "") return details;
  return cause === undefined ? reasonOf(error) : detailsOf(cause);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
