/** A project with a fleet that lives as long as one test file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Fleet, openFleet } from "../../src/fleet/fleet.ts";
import { loadOpen } from "../../src/pipeline.ts";
import { type FleetFile, readFleet } from "../../src/spec/fleet-file.ts";
import { openSpecs } from "../../src/spec/open.ts";

export const parked = (domain: string, dns = "cloudflare"): string =>
  `domain: ${domain}\ndns: ${dns}\nmode: parked\n`;

const FOLDER = "stacks/prod";

export class FleetProject {
  readonly root = mkdtempSync(join(tmpdir(), "mailzone-fleet-"));

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.write({ "Pulumi.yaml": "name: acme-mail\nruntime: nodejs\n", ...files });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, file)), { recursive: true });
      writeFileSync(join(this.root, file), text);
    }
  }

  remove(file: string): void {
    rmSync(join(this.root, file));
  }

  /** The file of the fleet `prod`. */
  file(): FleetFile {
    const read = readFleet(join(this.root, FOLDER), { name: "prod", shown: FOLDER });
    if (read?.fleet === undefined) throw new Error(JSON.stringify(read?.findings));
    return read.fleet;
  }

  open(): Fleet {
    return openFleet(this.file(), loadOpen(openSpecs([FOLDER], this.root)), this.root);
  }

  end(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
