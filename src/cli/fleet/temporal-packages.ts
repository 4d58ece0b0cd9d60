/** What Temporal needs is installed by those who use it: its packages take 180 MB. */
import { testedVersion } from "../../source/own-package.ts";
import { CannotRun } from "../print.ts";

const PACKAGES = ["activity", "client", "common", "envconfig", "worker", "workflow"].map(
  (name) => `@temporalio/${name}`,
);

/** Loads code that imports them. @throws CannotRun if they are not installed */
export async function withTemporal<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND" || !/@temporalio\//.test(message)) throw error;
    const wanted = PACKAGES.map((name) => `${name}@${testedVersion(name)}`).join(" ");
    throw new CannotRun(
      `Temporal's packages are not installed in this project: npm install --save-exact ${wanted}`,
      { cause: error },
    );
  }
}
