/** The files of a new repository for git and for editors. */
import type { NewFile } from "./answers.ts";

/** Where `mailzone schema` writes them, with the ids of presets of one's own; `prepare` in package.json runs it. */
const SCHEMAS = "./.mailzone/schema";

export const editorFiles = (): NewFile[] => [
  { path: ".gitignore", text: "/node_modules/\n/.mailzone/\n/mailzone-report/\n" },
  {
    path: ".vscode/settings.json",
    text: `${JSON.stringify(
      {
        "yaml.schemas": {
          [`${SCHEMAS}/defaults.schema.json`]: ["/stacks/**/defaults.yaml"],
          [`${SCHEMAS}/preset.schema.json`]: ["/providers/*.yaml"],
          [`${SCHEMAS}/spec.schema.json`]: [
            "/stacks/*/**/*.yaml",
            "!/stacks/**/defaults.yaml",
            "!/stacks/Pulumi.*.yaml",
          ],
        },
      },
      null,
      2,
    )}\n`,
  },
  {
    path: "providers/README.md",
    text: "Presets of your own: one YAML file for each mail service, as mailzone's docs/adding-a-provider.md describes.\n",
  },
];
