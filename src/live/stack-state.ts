/** A stack's state as `pulumi stack export` writes it, secrets encrypted, and the few edits that a recovery makes in it. */

/** The part of the document that is read; everything else is carried along as it is. */
export interface StateFile {
  readonly version: number;
  readonly deployment: {
    readonly resources?: readonly StateResource[] | null;
    readonly pending_operations?: readonly PendingOperation[] | null;
  };
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  /** URN and id of its provider, with `::` between. */
  readonly provider?: string;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly replaceOnChanges?: readonly string[] | null;
  /** The engine forgets it, where it would delete it. */
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[] | null;
  /** The engine has deleted it in order to make it anew, and has not made it anew yet. */
  readonly pendingReplacement?: boolean;
  /** Replaced already; it is still to be deleted. */
  readonly delete?: boolean;
}

/** What was under way when the engine was killed. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly type: string;
  readonly resource: StateResource;
}

/** How a record hangs on its anchor, which an import does not write down (docs/facts/engine.md, import). */
export interface Dependencies {
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly replaceOnChanges: readonly string[];
}

export const resourcesOf = ({ deployment }: StateFile): readonly StateResource[] =>
  deployment.resources ?? [];

export const pendingOf = ({ deployment }: StateFile): readonly PendingOperation[] =>
  deployment.pending_operations ?? [];

/** Of several resources with one URN, which are those being replaced, the flags tell which is meant. */
export interface Flagged {
  readonly urn: string;
  readonly id: string;
}

const isOneOf = (ones: readonly Flagged[], resource: StateResource): boolean =>
  Boolean(resource.pendingReplacement || resource.delete) &&
  ones.some(({ urn, id }) => urn === resource.urn && id === resource.id);

/**
 * The state without the resources `gone`, each of them flagged `pendingReplacement` or `delete`, and with those in `kept`
 * flagged no more. What depended on a URN that is gone depends on it no more.
 */
export function withoutGone(
  state: StateFile,
  gone: readonly Flagged[],
  kept: readonly Flagged[] = [],
): StateFile {
  const left = resourcesOf(state).filter((resource) => !isOneOf(gone, resource));
  const urns = new Set(left.map(({ urn }) => urn));
  const known = (urn: string): boolean => urns.has(urn);
  return withResources(
    state,
    left.map((resource) => {
      const { pendingReplacement, delete: deleting, ...rest } = resource;
      return pruned(isOneOf(kept, resource) ? rest : resource, known);
    }),
  );
}

function pruned(resource: StateResource, known: (urn: string) => boolean): StateResource {
  const { dependencies, propertyDependencies, deletedWith, replaceWith, ...rest } = resource;
  return {
    ...rest,
    ...(dependencies && { dependencies: dependencies.filter(known) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, urns]) => [key, (urns ?? []).filter(known)]),
      ),
    }),
    ...(deletedWith !== undefined && known(deletedWith) && { deletedWith }),
    ...(replaceWith && { replaceWith: replaceWith.filter(known) }),
  };
}

/**
 * The state in which imported resources hang on their anchors as those do that the program made. They come last, since
 * the engine wants what is depended on to stand before what depends on it.
 */
export function withDependencies(state: StateFile, of: ReadonlyMap<string, Dependencies>): StateFile {
  const resources = resourcesOf(state);
  const urns = new Set(resources.map(({ urn }) => urn));
  const incomplete = (resource: StateResource): boolean =>
    !resource.propertyDependencies &&
    [...(of.get(resource.urn)?.dependencies ?? [])].some((urn) => urns.has(urn));
  const complete = (resource: StateResource): StateResource =>
    pruned({ ...resource, ...of.get(resource.urn) }, (urn) => urns.has(urn));
  return withResources(state, [
    ...resources.filter((resource) => !incomplete(resource)),
    ...resources.filter(incomplete).map(complete),
  ]);
}

/** The state in which zones that were imported stay at their clouds when the engine lets go of them. */
export const withRetained = (state: StateFile, urns: ReadonlySet<string>): StateFile =>
  withResources(
    state,
    resourcesOf(state).map((one) => (urns.has(one.urn) ? { ...one, retainOnDelete: true } : one)),
  );

/** Without operations under way: `pulumi stack import` would take them out as well, and warn of each. */
function withResources(state: StateFile, resources: readonly StateResource[]): StateFile {
  const { pending_operations: _, ...deployment } = state.deployment;
  return { ...state, deployment: { ...deployment, resources } };
}
