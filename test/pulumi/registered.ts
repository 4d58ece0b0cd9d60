/** What a program registers, as the engine is told: arguments and options, by name. */
import { jest } from "@jest/globals";
import { setMocks } from "@pulumi/pulumi/runtime/mocks.js";
import { disconnect, getMonitor } from "@pulumi/pulumi/runtime/settings.js";

export interface Told {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  /** Names, sorted. */
  readonly dependencies: readonly string[];
  /** URNs. */
  readonly aliases: readonly string[];
}

interface Request {
  getName(): string;
  getType(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getDependenciesList(): string[];
  getAliasesList(): { getUrn(): string }[];
}

interface Asked {
  readonly token: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Runs a program without an engine, until all that it registers is; of several with one name, all but the last have their type behind it. `answer` is that of each look-up. */
export async function registered(
  program: () => Promise<unknown> | unknown,
  answer: (asked: Asked) => Record<string, unknown> = () => ({}),
): Promise<ReadonlyMap<string, Told>> {
  const all = new Map<string, Told>();
  const made = new Map<string, Pick<Told, "type" | "inputs">>();
  await setMocks(
    {
      newResource({ name, type, inputs }) {
        made.set(`${type} ${name}`, { type, inputs });
        return { id: `id of ${name}`, state: inputs };
      },
      call: answer,
    },
    "mailzone",
    "test",
    false,
  );
  const monitor = getMonitor() as unknown as {
    registerResource(request: Request, done: (...given: unknown[]) => void): Promise<void>;
  };
  const register = monitor.registerResource.bind(monitor);
  const spy = jest.spyOn(monitor, "registerResource").mockImplementation(async (request, done) => {
    await register(request, (...given) => {
      const [name, type] = [request.getName(), request.getType()];
      const own = made.get(`${type} ${name}`);
      const other = all.get(name);
      if (other !== undefined && other.type !== type) all.set(`${name} ${other.type}`, other);
      if (own !== undefined) all.set(name, { ...own, ...optionsOf(request) });
      done(...given);
    });
  });
  try {
    await program();
    await disconnect();
    return all;
  } finally {
    spy.mockRestore();
  }
}

const optionsOf = (request: Request): Omit<Told, "type" | "inputs"> => ({
  protect: request.getProtect(),
  retainOnDelete: request.getRetainondelete(),
  deleteBeforeReplace: request.getDeletebeforereplace(),
  ignoreChanges: request.getIgnorechangesList(),
  replaceOnChanges: request.getReplaceonchangesList(),
  dependencies: request
    .getDependenciesList()
    .map((urn) => urn.split("::").at(-1) ?? "")
    .sort(),
  aliases: [...new Set(request.getAliasesList().map((alias) => alias.getUrn()))],
});
