/** The README.md of a new repository: one page on how to work in it. */
import { cloudOf } from "../../cloud/clouds.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { listed } from "../../words/list.ts";
import type { NewFile, RepositoryAnswers } from "./answers.ts";
import { trying } from "./pulumi-files.ts";

const CREDENTIALS: Readonly<Record<CloudId, string>> = {
  route53: "`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or `AWS_PROFILE`",
  cloudflare: "`CLOUDFLARE_API_TOKEN`, a token with Zone:Read and DNS:Edit for the zones",
  alidns: "`ALICLOUD_ACCESS_KEY` and `ALICLOUD_SECRET_KEY`",
};

export const readmeFile = (answers: RepositoryAnswers): NewFile => ({
  path: "README.md",
  text: `# ${answers.project}

The mail DNS of our domains on ${listed(answers.clouds.map((cloud) => cloudOf(cloud).title))}, with mailzone and Pulumi. Each domain is one file in
\`stacks/${answers.stack}/\`; what they share is in \`stacks/${answers.stack}/defaults.yaml\`.

## Work on it

\`\`\`
npm install
npm run check            # the specs alone: no account, no network
${trying(answers.sandbox).padEnd(24)} # publish them to stand-ins for the clouds, and ask for every record over DNS
npx mailzone new example.org --stack ${answers.stack}
npx mailzone import example.org.zone --dns ${answers.clouds[0]} --out stacks/${answers.stack}
\`\`\`

## Keep it in git

\`\`\`
git init --initial-branch main
git add .
git commit -m "Mail DNS"
git remote add origin ADDRESS
git push --set-upstream origin main
\`\`\`

After \`npm install\`, so that \`package-lock.json\` is in it: \`npm ci\` installs exactly what it names. If package.json has a \`file:\` address
for mailzone, put one in its place that everybody can reach.${answers.pipeline === undefined ? "" : " The first push starts the pipeline: give it its secrets before (below)."}

## Publish it

Once: choose where Pulumi keeps its state, with \`pulumi login\`, and create the stack: \`pulumi stack init ${answers.stack}\`. The Pulumi
CLI and Node 22.18 or newer are needed. Credentials come from the environment:

| DNS host | variables |
|---|---|
${answers.clouds.map((cloud) => `| ${cloudOf(cloud).title} | ${CREDENTIALS[cloud]} |`).join("\n")}

\`\`\`
npm run preview
npm run up
npx mailzone verify --stack ${answers.stack}     # what the name servers answer
\`\`\`

Records that a zone already has are not touched. Those that conflict with the specs are named, and nothing is changed:
\`npx mailzone adopt ${answers.stack}\` takes them into the stack.
${pipelineWords(answers)}
## A second stack

\`npx mailzone init --stack eu --cloud route53\`, for instance, adds the files of a stack \`eu\`, and says which packages to install for its
DNS hosts. \`npx mailzone check stacks/eu\`, \`npx mailzone sandbox try sandbox-eu\` and \`pulumi preview --stack eu\` are then what
\`npm run check\`, \`try\` and \`preview\` are for \`${answers.stack}\`.

## Files

| file | what it is |
|---|---|
| \`Pulumi.yaml\`, \`index.js\` | the Pulumi project; its program is mailzone's |
| \`stacks/${answers.stack}/\` | the specs, and \`defaults.yaml\` above them |
| \`stacks/Pulumi.${answers.stack}.yaml\` | the stack's config, written by \`pulumi config set\` |
| \`stacks/Pulumi.${answers.sandbox}.yaml\` | the config of \`${trying(answers.sandbox)}\` |
| \`providers/\` | presets of mail services of your own |
| \`.mailzone/\` | the state of the sandbox and copies of states; git ignores it |
`,
});

function pipelineWords({ pipeline, clouds }: RepositoryAnswers): string {
  if (pipeline === undefined) return "";
  const [where, secrets, variables] =
    pipeline === "github"
      ? [".github/workflows/mailzone.yml", "secrets of the repository", "variables of the repository"]
      : [".gitlab-ci.yml", "masked variables", "variables"];
  const names = [
    "PULUMI_ACCESS_TOKEN or PULUMI_CONFIG_PASSPHRASE",
    ...(clouds.includes("cloudflare") ? ["CLOUDFLARE_API_TOKEN"] : []),
    ...(clouds.includes("alidns") ? ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY"] : []),
    ...(pipeline === "gitlab" ? ["MAILZONE_GITLAB_TOKEN (a project access token with the scope api)"] : []),
  ];
  const aws = clouds.includes("route53")
    ? pipeline === "github"
      ? ", and AWS_ROLE, the role that the workflow takes on by OIDC"
      : ", and AWS_ROLE_ARN with AWS_WEB_IDENTITY_TOKEN_FILE"
    : "";
  return `
## The pipeline

\`${where}\` checks every change, shows its plan, applies what is merged, and looks for drift. It needs ${secrets}:
${listed(names)}; and ${variables}: PULUMI_BACKEND_URL (empty for Pulumi Cloud)${aws}.
`;
}
