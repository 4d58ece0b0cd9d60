/** A stack's state as `pulumi stack export` writes it, secrets encrypted, and the few edits that a recovery makes to it. */

/** The part of the document that is read here; everything else is preserved. */
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
  /** URN and id of its provider, joined by `::`. */
  readonly provider?: string;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly replaceOnChanges?: readonly string[] | null;
  readonly ignoreChanges?: readonly string[] | null;
  /** The engine forgets it instead of deleting it. */
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[] | null;
  /** The engine has deleted it in order to replace it, and has not created it again yet. */
  readonly pendingReplacement?: boolean;
  /** Already replaced, but not deleted yet. */
  readonly delete?: boolean;
}

/** An operation that was in progress when the engine was killed. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly type: string;
  readonly resource: StateResource;
}

/** What a record waited for, which an import does not record (docs/facts/engine.md, import). */
export interface Dependencies {
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly replaceOnChanges: readonly string[];
}

export const resourcesOf = ({ deployment }: StateFile): readonly StateResource[] =>
  deployment.resources ?? [];

export const pendingOf = ({ deployment }: StateFile): readonly PendingOperation[] =>
  deployment.pending_operations ?? [];

/** Several resources can share a URN while they are being replaced: the id tells which one is meant. */
export interface Flagged {
  readonly urn: string;
  readonly id: string;
}

const isOneOf = (ones: readonly Flagged[], resource: StateResource): boolean =>
  Boolean(resource.pendingReplacement || resource.delete) &&
  ones.some(({ urn, id }) => urn === resource.urn && id === resource.id);

/**
 * The state without the resources in `gone`, each flagged `pendingReplacement` or `delete`, and with the flags of those in
 * `kept` removed. Dependencies on URNs that no longer exist are dropped.
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
 * The state in which imported resources depend on what the program would have created them after. They come last: the engine
 * requires a resource to follow what it depends on.
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

/** The state in which imported zones stay at their clouds when the engine releases them. */
export const withRetained = (state: StateFile, urns: ReadonlySet<string>): StateFile =>
  withResources(
    state,
    resourcesOf(state).map((one) => (urns.has(one.urn) ? { ...one, retainOnDelete: true } : one)),
  );

/** Without pending operations: `pulumi stack import` would remove them as well, with a warning for each. */
function withResources(state: StateFile, resources: readonly StateResource[]): StateFile {
  const { pending_operations: _, ...deployment } = state.deployment;
  return { ...state, deployment: { ...deployment, resources } };
}
