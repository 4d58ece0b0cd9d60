/** The workers of a fleet's runs on Temporal as a Deployment of Kubernetes. */
import type { Fleet } from "../fleet/fleet.ts";
import { kubernetesName } from "../fleet/kubernetes-name.ts";
import type { Printable } from "../source/print.ts";
import { visible } from "../words/text.ts";
import { MADE_BY, type Manifest, type OnCluster } from "./fleet-manifests.ts";

/** The first line, by which that of a fleet is known. */
export const workersHead = (fleet: string): string =>
  `${MADE_BY} for the workers of the fleet ${visible(fleet)}`;

export interface Workers {
  readonly replicas: number;
  /** Has git, Node and the engine. */
  readonly image: string;
}

/** Where the clone is in the pod. */
const CLONE = "/clone/repository";
/** Longer than a shard takes: engines that are told to end finish what they have begun. */
const GRACE_SECONDS = 600;

export function workerManifest(fleet: Fleet, on: OnCluster, { replicas, image }: Workers): Manifest {
  const name = kubernetesName(`mailzone-worker-${fleet.file.name}`);
  const labels = {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/managed-by": "mailzone",
    "app.kubernetes.io/part-of": kubernetesName(fleet.file.name),
  };
  const container = { image, env: environment(on), volumeMounts: mounts(on) };
  const fetching = {
    name: "fetch",
    ...container,
    command: ["sh", "-ec", FETCH],
  };
  const working = {
    name: "worker",
    ...container,
    workingDir: on.folder === "" ? CLONE : `${CLONE}/${on.folder}`,
    command: ["npx", "mailzone", "fleet", "worker", fleet.file.name],
    ...(on.secret !== undefined && { envFrom: [{ secretRef: { name: on.secret } }] }),
  };
  return {
    name,
    document: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, ...(on.namespace !== undefined && { namespace: on.namespace }), labels },
      spec: {
        replicas,
        selector: { matchLabels: { "app.kubernetes.io/name": name } },
        template: {
          metadata: { labels },
          spec: {
            ...(on.serviceAccount !== undefined && { serviceAccountName: on.serviceAccount }),
            terminationGracePeriodSeconds: GRACE_SECONDS,
            initContainers: [fetching],
            containers: [working],
            volumes: [
              { name: "work", emptyDir: {} },
              ...(isSsh(on)
                ? [{ name: "git", secret: { secretName: on.gitSecret, defaultMode: 0o400 } }]
                : []),
            ],
          },
        },
      },
    } as Printable,
  };
}

/** The variables say what, so that no name can be more than a name to the shell. */
const FETCH = `git clone --quiet "$REPOSITORY" ${CLONE}
cd ${CLONE}
git checkout --quiet "$REVISION"
cd "./$FOLDER"
npm ci`;

const isSsh = ({ gitSecret, repository }: OnCluster): boolean => gitSecret !== undefined && repository.isSsh;

const mounts = (on: OnCluster): Printable[] => [
  { name: "work", mountPath: "/clone" },
  ...(isSsh(on) ? [{ name: "git", mountPath: "/git", readOnly: true }] : []),
];

/** Git asks with the token of the Secret, which is in no file and no argument. */
const ASK = '!f() { echo username=x-access-token; echo "password=$GIT_TOKEN"; }; f';

function environment(on: OnCluster): Printable[] {
  const { gitSecret, backend, repository, at, folder } = on;
  const set = (name: string, value: string): Printable => ({ name, value });
  return [
    set("REPOSITORY", repository.url),
    set("REVISION", "commit" in at ? at.commit : at.branch),
    set("FOLDER", folder),
    ...(backend === undefined ? [] : [set("PULUMI_BACKEND_URL", backend)]),
    ...(isSsh(on)
      ? [set("GIT_SSH_COMMAND", "ssh -i /git/sshPrivateKey -o StrictHostKeyChecking=accept-new")]
      : []),
    ...(gitSecret !== undefined && !repository.isSsh
      ? [
          { name: "GIT_TOKEN", valueFrom: { secretKeyRef: { name: gitSecret, key: "accessToken" } } },
          set("GIT_CONFIG_COUNT", "1"),
          set("GIT_CONFIG_KEY_0", "credential.helper"),
          set("GIT_CONFIG_VALUE_0", ASK),
        ]
      : []),
  ];
}
