/** The shards of a fleet as Stacks of the Pulumi Kubernetes Operator, which runs `pulumi up` of each on a cluster. */
import type { Fleet, Shard } from "../fleet/fleet.ts";
import { kubernetesName } from "../fleet/kubernetes-name.ts";
import type { RepositoryUrl } from "../fleet/repository-url.ts";
import { type Printable, printBlock } from "../source/print.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { configOfShard, type FleetFile } from "../spec/fleet-file.ts";
import { visible } from "../words/text.ts";

export interface OnCluster {
  /** The project's name, which is before the colon in every config key. */
  readonly project: string;
  readonly repository: Pick<RepositoryUrl, "url" | "isSsh">;
  readonly at: { readonly branch: string } | { readonly commit: string };
  /** The project's folder in the repository; "" for its root. */
  readonly folder: string;
  readonly namespace?: string;
  readonly backend?: string;
  /** The organization at Pulumi Cloud that has the states; without it the operator takes that of the access token. */
  readonly org?: string;
  /** The Secret whose keys are environment variables. */
  readonly secret?: string;
  /** The Secret with what fetches the repository. */
  readonly gitSecret?: string;
  readonly image?: string;
  readonly serviceAccount?: string;
}

export interface Manifest {
  /** The name of the Stack. */
  readonly name: string;
  readonly document: Printable;
}

/** How often the operator asks for a new commit, once a shard. Its own choice, a minute, is many calls for a fleet. */
const SECONDS = 300;

/** One a shard, in the order of the shards. */
export const fleetManifests = (fleet: Fleet, on: OnCluster): readonly Manifest[] =>
  fleet.shards.map((shard) => ({ name: kubernetesName(shard.stack), document: stackOf(shard, fleet, on) }));

function stackOf(shard: Shard, fleet: Fleet, on: OnCluster): Printable {
  const { folder, namespace, backend } = on;
  const config = configOf(shard, fleet.file, on.project);
  const parallel = parallelOf(shard, fleet);
  const workspace = workspaceOf(on);
  return {
    apiVersion: "pulumi.com/v1",
    kind: "Stack",
    metadata: {
      name: kubernetesName(shard.stack),
      ...(namespace !== undefined && { namespace }),
      labels: {
        "app.kubernetes.io/managed-by": "mailzone",
        "app.kubernetes.io/part-of": kubernetesName(fleet.file.name),
      },
    },
    spec: {
      stack: on.org === undefined ? shard.stack : `${on.org}/${shard.stack}`,
      projectRepo: on.repository.url,
      ...on.at,
      ...(folder !== "" && { repoDir: folder }),
      ...(on.gitSecret !== undefined && { gitAuth: gitAuth(on.gitSecret, on.repository.isSsh) }),
      ...(backend !== undefined && { backend }),
      ...(Object.keys(config).length > 0 && { config }),
      // no `prerequisites`: one shard that fails would keep others from running
      resyncFrequencySeconds: SECONDS,
      // otherwise every shard asks its clouds each time though nothing has changed; drift is what `fleet drift` looks for
      continueResyncOnCommitMatch: false,
      // who deletes the object must not delete the records
      destroyOnFinalize: false,
      // a pod for each shard would wait for the next commit
      workspaceReclaimPolicy: "Delete",
      ...(on.serviceAccount !== undefined && { serviceAccountName: on.serviceAccount }),
      ...(Object.keys(workspace).length > 0 && { workspaceTemplate: { spec: workspace } }),
      ...(parallel !== undefined && { updateTemplate: { spec: { parallel } } }),
    },
  };
}

const gitAuth = (name: string, isSsh: boolean): Printable => {
  const key = isSsh ? "sshPrivateKey" : "accessToken";
  const own = { [key]: { type: "Secret", secret: { name, key } } };
  return isSsh ? { sshAuth: own } : own;
};

/** `envSecrets` would say the same, but is deprecated; `envRefs` would have to know which credentials a cluster has. */
const workspaceOf = ({ image, secret }: OnCluster): { readonly [key: string]: Printable } => ({
  ...(image !== undefined && { image }),
  ...(secret !== undefined && { envFrom: [{ secretRef: { name: secret } }] }),
});

/** Without `accounts`, which may be credentials: the program reads them in the repository. */
function configOf(shard: Shard, file: FleetFile, project: string): { readonly [key: string]: Printable } {
  const { accounts: _, zoneIds, ...config } = configOfShard(file, shard.name);
  const ids = Object.entries(zoneIds ?? {}).filter(([, byName]) => Object.keys(byName).length > 0);
  const all = { ...config, ...(ids.length > 0 && { zoneIds: Object.fromEntries(ids) }) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) =>
      value === undefined ? [] : [[`${project}:${key}`, value]],
    ),
  );
}

/** The share of the shard in what its accounts allow at once: nobody keeps the operator from running all of them. */
function parallelOf({ accounts }: Shard, { file, shards }: Fleet): number | undefined {
  const shares = accounts.flatMap((key) => {
    const [cloud, account = "default"] = key.split(".") as [CloudId, string?];
    const of = file.limits[cloud] ?? {};
    const parallel = Object.hasOwn(of, account) ? of[account]?.parallel : undefined;
    const users = shards.filter((shard) => shard.accounts.includes(key)).length;
    return parallel === undefined ? [] : Math.max(1, Math.floor(parallel / users));
  });
  return shares.length === 0 ? undefined : Math.min(...shares);
}

/** What a file of these begins with. */
export const MADE_BY = "# Made by mailzone fleet manifests";

/** The first line, by which those of a fleet are known. */
export const manifestHead = (fleet: string): string => `${MADE_BY} for the fleet ${visible(fleet)}`;

/** `head` is its first line. */
export const printManifest = (head: string, { document }: Manifest): string =>
  `${head}\n${printBlock(document)}`;

/** All in one file. */
export const printManifests = (head: string, manifests: readonly Manifest[]): string =>
  manifests.map((manifest) => printManifest(head, manifest)).join("---\n");
