/** `mailzone dkim new DOMAIN`: makes a pair of keys; the public one goes into the spec, the private one to where only its owner reads it. */
import { stackName } from "../../engine/stack-name.ts";
import type { KeyAlgorithm } from "../../mail/dkim-pair.ts";
import type { Domain } from "../../preset/domain.ts";
import { printSigners } from "../../report/dkim-signers.ts";
import { isSending } from "../../view/mail-domain.ts";
import { ownKeys } from "../../view/own-keys.ts";
import { ownCommand } from "../../words/own-command.ts";
import { visible } from "../../words/text.ts";
import { withoutDot } from "../../zone/name.ts";
import { domainName } from "../domain-name.ts";
import { oneDomain } from "../one-domain.ts";
import { CannotRun, load, printResult } from "../output.ts";
import { hintNext, type Shown } from "../shown.ts";
import { specPaths } from "../stack/spec-paths.ts";
import { KeyEdits } from "./key-edits.ts";
import { type Keep, keepInConfig, keepInFile } from "./private-key.ts";
import { type PublishedKey, publishKeys } from "./publish-keys.ts";
import { givenSelector, newSelector, selectorTaken } from "./selector.ts";

interface Options extends Shown {
  readonly selector?: string;
  readonly algorithm: KeyAlgorithm;
  readonly keyOut?: string;
  readonly secret?: true;
  readonly stack?: string;
}

/** @throws CannotRun when the key cannot be kept, or the spec cannot be edited; then nothing is left behind */
export async function newKey(name: string, options: Options): Promise<void> {
  const { algorithm, stack } = options;
  const keep = keepOf(options);
  const wanted = domainName(name);
  const loaded = load(specPaths([], stack), [withoutDot(wanted)], stack && stackName(stack));
  const domain = oneDomain(loaded.domains, wanted);
  const kind = algorithm === "ed25519" ? "ed25519" : "rsa";
  refuseUnfit(domain, kind);
  const isTaken = selectorTaken(domain.spec, loaded.zones);
  const now = new Date();
  const selector =
    options.selector === undefined
      ? newSelector(kind, now, isTaken)
      : givenSelector(options.selector, domain.spec, isTaken);
  const { kept } = (
    await publishKeys([{ spec: domain.spec, selector, algorithm }], { keep, now, edits: new KeyEdits() })
  )[0] as PublishedKey;
  const file = domain.spec.place.file ?? "";
  printResult(
    [
      `${visible(file)} has the new key ${selector} of ${withoutDot(wanted)} now, in state next: published, and not signed with.`,
      `The private key is ${visible(`${kept.where}: ${kept.advice}`)}.`,
      "",
      printSigners({ domain: wanted, selector, algorithm: kind, file: kept.file }),
    ].join("\n"),
  );
  hintNext(`pulumi up${domain.spec.stack === undefined ? "" : ` --stack ${domain.spec.stack}`}`, options);
}

function keepOf({ keyOut, secret }: Options): Keep {
  if (keyOut !== undefined && secret) throw new CannotRun("give either --key-out FILE or --secret");
  if (keyOut !== undefined) return keepInFile(keyOut);
  if (secret) return keepInConfig;
  throw new CannotRun(
    "missing option --key-out FILE or --secret: where the private key goes; nothing was changed",
  );
}

function refuseUnfit(domain: Domain, kind: "rsa" | "ed25519"): void {
  const shown = withoutDot(domain.spec.domain);
  if (!isSending(domain))
    throw new CannotRun(`${shown} sends no mail (mode ${domain.spec.mode}), so it needs no key`);
  const waiting = ownKeys(domain).find(({ algorithm, state }) => algorithm === kind && state === "next");
  if (waiting !== undefined) {
    throw new CannotRun(
      `${shown} has the key ${waiting.key.selector} in state next already: ${ownCommand(`dkim rotate ${shown}`)} makes it active`,
    );
  }
}
