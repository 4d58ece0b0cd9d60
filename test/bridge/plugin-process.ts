/** A plugin, and the calls of the engine's protocol to it. */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { properties, provider, struct } from "../../sandbox/engine-protocol.ts";
import type { Properties } from "../../sandbox/provider.ts";

const fromPulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const grpc = fromPulumi("@grpc/grpc-js");
const { ResourceProviderClient } = fromPulumi("./proto/provider_grpc_pb.js");

type Message = Parameters<typeof properties>[0] & Readonly<Record<string, () => unknown>>;

/** One answer: what of it the engine looks at, or the error's text. */
export type Answer = Readonly<Record<string, unknown>>;

/** What a call is made of. */
export interface Call {
  readonly token: string;
  readonly id?: string;
  readonly olds?: Properties;
  readonly oldInputs?: Properties;
  readonly news?: Properties;
  readonly ignored?: readonly string[];
  readonly preview?: boolean;
}

export class PluginClient {
  readonly #client: Readonly<
    Record<string, (request: unknown, done: (error: Error | null, answer: Message) => void) => void>
  > & {
    close(): void;
  };

  protected constructor(port: number) {
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": 1 << 28,
    });
  }

  /** One that listens already. */
  static async connect(port: number): Promise<PluginClient> {
    const plugin = new PluginClient(port);
    await plugin.configure();
    return plugin;
  }

  async stop(): Promise<void> {
    this.#client.close();
  }

  protected async configure(): Promise<void> {
    await this.#call("configure", new provider.ConfigureRequest().setArgs(struct({})));
  }

  check({ token, olds = {}, news = {} }: Call): Promise<Answer> {
    const request = new provider.CheckRequest()
      .setUrn(urn(token))
      .setOlds(struct(olds))
      .setNews(struct(news));
    return this.#answer("check", request, (answer: InstanceType<typeof provider.CheckResponse>) => ({
      inputs: properties(answer.getInputs()),
      failures: [...new Set(answer.getFailuresList().map(failing))].sort(),
    }));
  }

  diff({ token, id = "", olds = {}, oldInputs = {}, news = {}, ignored = [] }: Call): Promise<Answer> {
    const request = new provider.DiffRequest()
      .setUrn(urn(token))
      .setId(id)
      .setOlds(struct(olds))
      .setOldInputs(struct(oldInputs))
      .setNews(struct(news))
      .setIgnorechangesList([...ignored]);
    return this.#answer("diff", request, (answer: InstanceType<typeof provider.DiffResponse>) => ({
      changes: ["unknown", "none", "some"][answer.getChanges()],
      changed: [...new Set(answer.getDiffsList())].sort(),
      replaces: [...new Set(answer.getReplacesList())].sort(),
      deleteBeforeReplace: answer.getDeletebeforereplace(),
    }));
  }

  create({ token, news = {}, preview = false }: Call): Promise<Answer> {
    const request = new provider.CreateRequest()
      .setUrn(urn(token))
      .setProperties(struct(news))
      .setPreview(preview);
    return this.#answer("create", request, (answer: InstanceType<typeof provider.CreateResponse>) => ({
      id: answer.getId(),
      state: properties(answer.getProperties()),
    }));
  }

  /** Without `olds` it is an import. */
  read({ token, id = "", olds, oldInputs }: Call): Promise<Answer> {
    const request = new provider.ReadRequest().setUrn(urn(token)).setId(id);
    if (olds) request.setProperties(struct(olds));
    if (oldInputs) request.setInputs(struct(oldInputs));
    return this.#answer("read", request, (answer: InstanceType<typeof provider.ReadResponse>) => ({
      id: answer.getId(),
      ...(answer.getId() && {
        state: properties(answer.getProperties()),
        inputs: properties(answer.getInputs()),
      }),
    }));
  }

  update({
    token,
    id = "",
    olds = {},
    oldInputs = {},
    news = {},
    ignored = [],
    preview = false,
  }: Call): Promise<Answer> {
    const request = new provider.UpdateRequest()
      .setUrn(urn(token))
      .setId(id)
      .setOlds(struct(olds))
      .setOldInputs(struct(oldInputs))
      .setNews(struct(news))
      .setIgnorechangesList([...ignored])
      .setPreview(preview);
    return this.#answer("update", request, (answer: InstanceType<typeof provider.UpdateResponse>) => ({
      state: properties(answer.getProperties()),
    }));
  }

  delete({ token, id = "", olds = {}, oldInputs = {} }: Call): Promise<Answer> {
    const request = new provider.DeleteRequest()
      .setUrn(urn(token))
      .setId(id)
      .setProperties(struct(olds))
      .setOldInputs(struct(oldInputs));
    return this.#answer("delete", request, () => ({ deleted: true }));
  }

  invoke({ token, news = {} }: Call): Promise<Answer> {
    const request = new provider.InvokeRequest().setTok(token).setArgs(struct(news));
    return this.#answer("invoke", request, (answer: InstanceType<typeof provider.InvokeResponse>) => ({
      result: properties(answer.getReturn()),
      failures: answer.getFailuresList().map((failure) => failure.getReason()),
    }));
  }

  async #answer<T>(method: string, request: unknown, read: (answer: T) => Answer): Promise<Answer> {
    try {
      return read((await this.#call(method, request)) as T);
    } catch (error) {
      return { error: (error as { readonly details?: string }).details ?? String(error) };
    }
  }

  #call(method: string, request: unknown): Promise<unknown> {
    return new Promise((answered, refused) => {
      this.#client[method]?.(request, (error, answer) => (error ? refused(error) : answered(answer)));
    });
  }
}

/** One in a process of its own. */
export class PluginProcess extends PluginClient {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    super(port);
    this.#child = child;
  }

  static async start(program: string, words: readonly string[], env: Properties): Promise<PluginProcess> {
    const child = spawn(program, words, {
      env: { ...process.env, ...(env as NodeJS.ProcessEnv) },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let said = "";
    child.stderr?.on("data", (bytes) => {
      said += bytes;
    });
    const port = await new Promise<number>((found, failed) => {
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`${program} ended with ${code}: ${said}`)));
      child.stdout?.once("data", (bytes) => found(Number(String(bytes).trim())));
    });
    const plugin = new PluginProcess(child, port);
    await plugin.configure();
    return plugin;
  }

  override async stop(): Promise<void> {
    await super.stop();
    const ended = new Promise((exit) => this.#child.once("exit", exit));
    this.#child.stdin?.end();
    await ended;
  }
}

/** The property that a failure is about; a bridge names it in the reason alone, and by the provider's own name. */
function failing(failure: { getProperty(): string; getReason(): string }): string {
  const [, named] =
    /(?:'record\.|required property '|(?:of|expected) )([\w.]+)(?:'| to be)/.exec(failure.getReason()) ?? [];
  return failure.getProperty() || named || failure.getReason();
}

const urn = (token: string): string => `urn:pulumi:test::test::${token}::record`;
