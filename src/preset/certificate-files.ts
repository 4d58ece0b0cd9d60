/** The certificates that specs name, each file read once: in the project, by a path from the folder of the file that names it. */
import { resolve } from "node:path";
import { type Place, quote } from "../finding.ts";
import {
  type CertificateFault,
  type CertificateFile,
  readCertificateFile,
} from "../mail/certificate-file.ts";
import { readOctets, type Unread, unreadWords } from "../source/file.ts";
import { type Project, projectOf } from "../source/project.ts";
import { shownPath } from "../spec/find.ts";
import { type Refusal, specFolder } from "./domain-connect/find-file.ts";

export interface FoundCertificates {
  /** How it is shown, and as git names it from the project's folder. */
  readonly file: string;
  readonly found: CertificateFile | Refusal;
}

/** Octets; a chain with everything that servers send has some 10,000. */
const MOST = 256 * 1024;

const HELP: Readonly<Record<Unread["why"], string>> = {
  missing: "write the path from the folder of the file that contains it",
  failed: "make it readable",
  outside: "copy the certificate into the project, where changes to it are reviewed with the specs",
  hidden: "copy it to a name without a dot at its beginning",
  irregular: "name the PEM file itself",
};

export class CertificateFiles {
  readonly #cwd: string;
  readonly #projects = new Map<string, Project>();
  readonly #files = new Map<string, CertificateFile | CertificateFault | Unread>();

  /** `cwd` is the folder from which the places of specs are shown. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  find(written: string, place: Place): FoundCertificates {
    const folder = specFolder(place, this.#cwd);
    const path = resolve(folder, written);
    const file = shownPath(path, this.#cwd);
    const read = this.#read(path, this.#project(folder));
    const refuse = (problem: string, help: string): FoundCertificates => ({
      file,
      found: { message: `the file ${quote(written)} ${problem}; its TLSA record is unknown`, help },
    });
    if ("why" in read) return refuse(unreadWords(read), HELP[read.why]);
    return "problem" in read ? refuse(read.problem, read.help) : { file, found: read };
  }

  #read(path: string, project: Project): CertificateFile | CertificateFault | Unread {
    const key = JSON.stringify([path, project]);
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const octets = readOctets({ path, project }, MOST);
    const read = octets instanceof Uint8Array ? readLimited(octets) : octets;
    this.#files.set(key, read);
    return read;
  }

  #project(folder: string): Project {
    const known = this.#projects.get(folder) ?? projectOf(folder, this.#cwd);
    this.#projects.set(folder, known);
    return known;
  }
}

const readLimited = (octets: Uint8Array): CertificateFile | CertificateFault =>
  octets.length > MOST
    ? {
        problem: `has more than ${MOST / 1024} KiB, so it is not read`,
        help: "name a file with the host's certificate alone",
      }
    : readCertificateFile(octets);
