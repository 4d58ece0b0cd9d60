/** What a new repository needs to be told. */
import type { CloudId } from "../../spec/cloud-id.ts";

/** The services that pipelines are written for. */
export const PIPELINES = ["github", "gitlab"] as const;
export type Pipeline = (typeof PIPELINES)[number];

export interface RepositoryAnswers {
  /** The name of the Pulumi project, which begins every config key. */
  readonly project: string;
  readonly stack: string;
  /** The stack that tries its specs on the sandbox: `sandbox`, unless that tries those of another stack. */
  readonly sandbox: string;
  /** The DNS hosts of its domains, the first one for specs that name none; never empty. */
  readonly clouds: readonly CloudId[];
  readonly pipeline: Pipeline | undefined;
  /** The first spec: its file's name below the stack's folder, and its text. */
  readonly spec: NewFile;
}

/** A file to write; `path` is relative to the repository, with `/`. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}
