/** The files of a new repository that Pulumi reads. */
import type { NewFile, RepositoryAnswers } from "./answers.ts";

/** Belongs to the passphrase "sandbox", which protects nothing: a sandbox stack has no secrets. */
const SANDBOX_SALT = "v1:5wGDLUW1FIk=:v1:lLTSmpeaSxTpApri:Q5GHaGIqcAp2xaQln8duLuRqYc3Egw==";

/** The command that publishes the specs to the sandbox. */
export const trying = (sandbox: string): string =>
  sandbox === "sandbox" ? "npm run try" : `npx mailzone sandbox try ${sandbox}`;

export const pulumiFiles = ({ project, stack, sandbox }: RepositoryAnswers): NewFile[] => [
  {
    path: "Pulumi.yaml",
    text: `name: ${JSON.stringify(project)}
description: Mail DNS, from the specs in stacks/<stack>/
main: index.js
runtime:
  name: nodejs
  options: {typescript: false, packagemanager: npm}
stackConfigDir: stacks
`,
  },
  { path: "index.js", text: `export { default } from "mailzone/program";\n` },
  {
    path: `stacks/Pulumi.${stack}.yaml`,
    text: `# The config of stack ${stack}: pulumi config set KEY VALUE --stack ${stack}. The keys are in mailzone's README.\nconfig: {}\n`,
  },
  {
    path: `stacks/Pulumi.${sandbox}.yaml`,
    text: `# ${trying(sandbox)}: the specs of ${stack} on stand-ins for the clouds, without an account.
config:
  ${project}:sandbox: "true"
  ${project}:specs: stacks/${stack}
encryptionsalt: ${SANDBOX_SALT}
`,
  },
];
