/** The files of a new repository. */
import type { NewFile, RepositoryAnswers } from "./answers.ts";
import { editorFiles } from "./editor-files.ts";
import { mailzoneSource } from "./mailzone-source.ts";
import { packageFile } from "./package-file.ts";
import { pipelineFile } from "./pipeline-file.ts";
import { pulumiFiles } from "./pulumi-files.ts";
import { readmeFile } from "./readme.ts";
import { defaultsFile } from "./spec-files.ts";

/** All of them, in the order in which they are told. `mailzone` is where npm finds mailzone. */
export const filesOf = (answers: RepositoryAnswers, mailzone = mailzoneSource()): NewFile[] => [
  packageFile(answers, mailzone),
  ...pulumiFiles(answers),
  defaultsFile(answers),
  { ...answers.spec, path: `stacks/${answers.stack}/${answers.spec.path}` },
  ...editorFiles(),
  readmeFile(answers),
  ...pipelineFile(answers),
];
