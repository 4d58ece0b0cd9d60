/** The cases of a cloud, and the sequences of calls that they are put into. */
import type { Properties } from "../../sandbox/provider.ts";
import type { Scenario, Step } from "./scenario.ts";

export { UNKNOWN } from "../../sandbox/properties.ts";

/** The cases of one resource. Inputs lack the zone, which `scenariosOf` adds. */
export interface ResourceCases {
  readonly token: string;
  /** Inputs that are created, looked at in every way, imported and deleted. */
  readonly kinds: Readonly<Record<string, Properties>>;
  /** Inputs, and others that come after them. */
  readonly changes: Readonly<Record<string, readonly [Properties, Properties]>>;
  /** What is found before any call. */
  readonly refused: Readonly<Record<string, Properties>>;
  /** What passes that and is refused in the call. */
  readonly failing: Readonly<Record<string, Properties>>;
  readonly imported: Step;
  /** The argument that takes the zone's id; absent: the inputs are all there is. */
  readonly zoneArgument?: string;
  /** What the zone has before the first call, besides what every zone has. */
  readonly settings?: Properties;
  /** What is there before each of the sequences. */
  readonly before?: readonly Step[];
  /** Further sequences. */
  readonly more?: readonly (readonly [fact: string, steps: readonly Step[]])[];
}

export interface Cases extends ResourceCases {
  /** Inputs, and what somebody then changes in the cloud's console. */
  readonly console: readonly (readonly [what: string, inputs: Properties, change: Properties])[];
  readonly ignoring: readonly (readonly [
    what: string,
    before: Properties,
    after: Properties,
    ignored: readonly string[],
  ])[];
  /** A look-up of all records. */
  readonly listing: Step;
  readonly others: readonly (readonly [fact: string, steps: readonly Step[]])[];
  readonly zone: ResourceCases;
  /** What signs a zone. */
  readonly signing?: Readonly<Record<string, ResourceCases>>;
  /** Those of further resources, by what they are. */
  readonly besides?: Readonly<Record<string, ResourceCases>>;
}

/** All sequences of a cloud; `zone` are the inputs that name the zone. An empty zone id in a look-up is that of the zone. */
export function scenariosOf(cases: Cases, zone: Properties): Scenario[] {
  const { token, console, ignoring, others, signing = {} } = cases;
  return [
    ...ofResource(cases),
    ...console.map(([what, inputs, change]) =>
      scenario(`changed in the console: ${what}`, token, [
        ...made(inputs),
        { console: change },
        { refresh: true },
        { check: inputs },
        { diff: [] },
      ]),
    ),
    ...console.map(([what, inputs, change]) =>
      scenario(`changed in the console after an import: ${what}`, token, [
        ...made(inputs),
        cases.imported,
        { console: change },
        { refresh: true },
        { check: inputs },
        { diff: [] },
        { diff: ["*"] },
      ]),
    ),
    ...ignoring.map(([what, before, after, ignored]) =>
      scenario(`ignored: ${what}`, token, [
        ...made(before),
        { check: after },
        { diff: ignored },
        { update: ignored },
        { refresh: true },
      ]),
    ),
    ...refusals(cases),
    ...others.map(([fact, steps]) => scenario(fact, token, steps)),
    ...Object.entries({ zone: cases.zone, ...cases.besides }).flatMap(([what, own]) =>
      ofResource(own).map((one) => ({ ...one, fact: `${what}: ${one.fact}` })),
    ),
  ]
    .map((one) => (one.token === token ? placed(one, zone) : one))
    .concat(Object.entries(signing).flatMap(([what, own]) => ofSigning(what, own, zone)));
}

/** The zone's id is the same under another name. */
const ofSigning = (what: string, own: ResourceCases, zone: Properties): Scenario[] =>
  ofResource(own).map((one) => ({
    ...placed(one, own.zoneArgument === undefined ? {} : { [own.zoneArgument]: Object.values(zone)[0] }),
    fact: `${what}: ${one.fact}`,
    ...(own.settings && { settings: own.settings }),
  }));

/** Every call is refused once; the words are those of the service, the provider and the bridge. */
function refusals({ token, kinds, changes, listing, imported }: Cases): Scenario[] {
  const [inputs = {}] = Object.values(kinds);
  const [, after] = changes["a TTL"] ?? [];
  return [
    scenario("refused by the service: a creation", token, [
      { check: inputs },
      { refuse: "create" },
      { create: "up" },
    ]),
    scenario("refused by the service: an update", token, [
      ...made(inputs),
      { check: after ?? inputs },
      { refuse: "update" },
      { update: [] },
    ]),
    scenario("refused by the service: a refresh, an import and a deletion", token, [
      ...made(inputs),
      { refuse: "read" },
      { refresh: true },
      { refuse: "read" },
      imported,
      { refuse: "delete" },
      { delete: true },
    ]),
    scenario("refused by the service: a look-up", token, [{ refuse: "list" }, listing]),
  ];
}

function ofResource(cases: ResourceCases): Scenario[] {
  const { token, kinds, changes, refused, failing, imported, before: earlier = [], more = [] } = cases;
  const scenarios = [
    ...Object.entries(kinds).map(([what, inputs]) =>
      scenario(`from creation to deletion: ${what}`, token, [
        { check: inputs },
        { create: "preview" },
        { create: "up" },
        { check: inputs },
        { diff: [] },
        { refresh: true },
        { check: inputs },
        { diff: [] },
        imported,
        { check: "kept" },
        { diff: ["*"] },
        { refresh: true },
        { check: inputs },
        { diff: [] },
        { update: [] },
        { diff: ["*"] },
        { delete: true },
        { refresh: true },
      ]),
    ),
    ...Object.entries(changes).map(([what, [before, after]]) =>
      scenario(`changed: ${what}`, token, [
        ...made(before),
        { check: after },
        { diff: [] },
        { update: [], preview: true },
        { update: [] },
        { refresh: true },
        { check: after },
        { diff: [] },
      ]),
    ),
    ...Object.entries(refused).map(([what, inputs]) =>
      scenario(`refused: ${what}`, token, [{ check: inputs }]),
    ),
    ...Object.entries(failing).map(([what, inputs]) =>
      scenario(`failing: ${what}`, token, [{ check: inputs }, { create: "up" }]),
    ),
    ...more.map(([fact, steps]) => scenario(fact, token, steps)),
  ];
  return scenarios.map((one) => ({ ...one, steps: [...earlier, ...one.steps] }));
}

const scenario = (fact: string, token: string, steps: readonly Step[]): Scenario => ({ fact, token, steps });

const made = (inputs: Properties): readonly Step[] => [{ check: inputs }, { create: "up" }];

function placed(one: Scenario, zone: Properties): Scenario {
  const steps = one.steps.map((step): Step => {
    if ("check" in step && step.check !== "kept") return { check: defined({ ...zone, ...step.check }) };
    if ("invoke" in step && step.args["zoneId"] === "") return { ...step, args: { ...step.args, ...zone } };
    return step;
  });
  return { ...one, steps };
}

const defined = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
