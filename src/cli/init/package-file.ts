/** The package.json of a new repository. */
import { cloudOf } from "../../cloud/clouds.ts";
import { sdkPackage } from "../../cloud/sdk-package.ts";
import { testedVersion } from "../../source/own-package.ts";
import type { NewFile, RepositoryAnswers } from "./answers.ts";

export function packageFile({ project, stack, clouds }: RepositoryAnswers, mailzone: string): NewFile {
  const pinned = ["@pulumi/pulumi", ...clouds.map((cloud) => sdkPackage(cloudOf(cloud)))].map(
    (name) => [name, testedVersion(name)] as const,
  );
  const dependencies = [...pinned, ["mailzone", mailzone] as const].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const document = {
    name: project.toLowerCase().replace(/^[._]+/, ""),
    private: true,
    type: "module",
    engines: { node: ">=22.18" },
    scripts: {
      check: "mailzone check",
      preview: `pulumi preview --stack ${stack}`,
      up: `pulumi up --stack ${stack}`,
      try: "mailzone sandbox try",
      // a preset of one's own that is broken must not keep anybody from installing
      prepare: "mailzone schema || exit 0",
    },
    dependencies: Object.fromEntries(dependencies),
  };
  return { path: "package.json", text: `${JSON.stringify(document, null, 2)}\n` };
}
