/** The first specs of a new repository. */
import type { Above } from "../../spec/above.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { printShared } from "../../spec/print.ts";
import { USUAL_TTL } from "../../spec/usual-ttl.ts";
import type { NewFile, RepositoryAnswers } from "./answers.ts";

/** What every spec of the stack has, unless it says otherwise. */
export const sharedBy = ([dns]: RepositoryAnswers["clouds"]): {
  readonly dns?: CloudId;
  readonly ttl: number;
} => ({
  ...(dns !== undefined && { dns }),
  ttl: USUAL_TTL,
});

export const defaultsFile = ({ stack, clouds }: RepositoryAnswers): NewFile => ({
  path: `stacks/${stack}/defaults.yaml`,
  text: `# What every spec below this folder has, unless it says otherwise.\n${printShared(sharedBy(clouds))}`,
});

/** The spec that shows the form where no domain was given. */
export const exampleSpec = (cloud: CloudId, above: Above): NewFile => ({
  path: "example.com.yaml",
  text: `# An example: put your own domain in its place, and name the file after it.
domain: example.com
${above.dns === undefined ? `dns: ${cloud}\n` : ""}mailbox: mailbox-org
dmarc: {policy: none, nonexistentPolicy: reject, rua: ["mailto:dmarc@example.com"]}
`,
});
