/** The files of a hostile pull request: what git can carry, and what a job may find beside it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { dirname, join } from "node:path";

/** In every file that is not a spec, and in the environment; in no output. */
export const CANARY = "canary-7d1c";

export interface Hostile {
  /** Relative to the project's folder. */
  readonly path: string;
  /** The file that has the finding of severity error, if it is another. */
  readonly foundIn?: string;
  readonly make: (path: string) => void;
}

const SPEC = "domain: DOMAIN\ndns: route53\nmode: parked\n";

const text =
  (content: string | Uint8Array) =>
  (path: string): void =>
    writeFileSync(path, content);
const link =
  (to: string) =>
  (path: string): void =>
    symlinkSync(to, path);
const fifo = (path: string): void => void execFileSync("mkfifo", [path]);
const sparse =
  (octets: number) =>
  (path: string): void => {
    writeFileSync(path, "");
    truncateSync(path, octets);
  };

/** What lies beside the specs: none of it is one. */
export function bystanders(project: string, outside: string): void {
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  write(join(outside, "token"), `${CANARY}\n`);
  write(join(outside, "secret.yaml"), `domain: ${CANARY}.example\ndns: route53\nmode: parked\n`);
  write(join(outside, "specs/x.yaml"), `domain: ${CANARY}.example\nmailbx: ${CANARY}\n`);
  write(join(outside, "Pulumi.yaml"), "name: other\n");
  write(join(project, "Pulumi.yaml"), "name: own\n");
  write(join(project, ".env"), `TOKEN=${CANARY}\n`);
  write(join(project, ".git/config"), `[core]\n\turl = https://${CANARY}@example.com\n`);
  write(join(project, ".git/token.yaml"), `domain: ${CANARY}.example\nmailbx: ${CANARY}\n`);
  write(
    join(project, "config/credentials.yaml"),
    `user: ${CANARY}\npassword: ${CANARY}\ndomain: ${CANARY}\n`,
  );
  write(join(project, "config/token"), `${CANARY}: [\n`);
  write(join(project, "config/zone"), `${CANARY} 3600 IN A ${CANARY}\n${CANARY} 3600 IN MX ${CANARY}\n`);
  write(join(project, "config/number"), `${CANARY}\n`);
  write(join(project, "config/tag.yaml"), `!${CANARY} {a: *${CANARY}, ${CANARY}: 1, ${CANARY}: 2}\n`);
  write(join(project, "config/credentials.json"), `{"private_key": "${CANARY}", "client_id": "${CANARY}"}\n`);
}

/** Links: to files, devices and folders, out of the project, to dot files, and to what is no spec in it. */
const targets = (outside: string): readonly string[] => [
  join(outside, "token"),
  join(outside, "secret.yaml"),
  join(outside, "nowhere"),
  "/etc/passwd",
  "/etc/hostname",
  "/proc/self/environ",
  "/proc/self/cmdline",
  "/proc/self/mem",
  "/proc/self/fd/0",
  "/dev/zero",
  "/dev/null",
  "/dev/random",
  "/dev/tty",
  "/dev/stdin",
  "../../../.env",
  "../../../.git/config",
  "../../../.git/token.yaml",
  "../../../config/credentials.yaml",
  "../../../config/token",
  "../../../config/number",
  "../../../config/tag.yaml",
  "../../../config/credentials.json",
  "../../../../../../../../../../../../etc/passwd",
  ".",
];

const folders = (outside: string): readonly string[] => [
  "/",
  "/proc",
  "/proc/self",
  "/dev",
  "/etc",
  outside,
  join(outside, "specs"),
  "../../../.git",
  "../../../..",
];

/** Specs with one thing wrong, in forms that are hard on a reader. */
function texts(): (string | Uint8Array)[] {
  const bidi = "\u202e\u2066\u200b\u0007\u001b[31m\u009b";
  const bad = Buffer.from([0x64, 0x6f, 0x6d, 0xff, 0xfe, 0x80]);
  const bomb = Array.from({ length: 12 }, (_, i) =>
    i === 0
      ? "a0: &a0 [x, x]"
      : `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
  ).join("\n");
  const lines = SPEC.split("\n").join("\r\n");
  return [
    `${SPEC}records: ${"[".repeat(400)}\n`,
    `${SPEC}records: ${"{a: ".repeat(150)}1${"}".repeat(150)}\n`,
    `${Array.from({ length: 150 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")}\n`,
    `${SPEC}${bomb}\n`,
    `${SPEC}records: &r [*r]\n`,
    `${SPEC}records: *nothing\n`,
    `${SPEC}__proto__: {polluted: true}\n`,
    `${SPEC}constructor: {prototype: {polluted: true}}\n`,
    `${SPEC}toString: 1\nhasOwnProperty: 2\n`,
    `${SPEC}records: [{name: x, type: TXT, value: y, __proto__: {a: 1}}]\n`,
    `${SPEC}waive: [{check: __proto__, reason: constructor}]\n`,
    `${SPEC}mailbox: __proto__\n`,
    `${SPEC}senders: [constructor, __proto__]\n`,
    `${SPEC}cloudflare: {__proto__: 1}\n`,
    `${SPEC}"x${bidi}": 1\n`,
    `${SPEC}profile: "${bidi}"\n`,
    `${SPEC}profile: "${"a".repeat(60_000)}"\n`,
    `${SPEC}${"k".repeat(60_000)}: 1\n`,
    `${SPEC}records: [{name: "${"n".repeat(60_000)}", type: A, value: x}]\n`,
    Buffer.concat([Buffer.from(SPEC), bad]),
    bad,
    Buffer.from(`${SPEC}profile: \0\n`),
    Buffer.from([0xff, 0xfe, 0x64, 0x00]),
    `${lines}profile: none\r\n`,
    `\ufeff${SPEC}profile: none\n`,
    `${SPEC.replaceAll("\n", "\r")}profile: none\r`,
    `${SPEC}profile: none\u2028${SPEC}`,
    "",
    "---\n---\n",
    "# nothing\n",
    "- a\n",
    "1234\n",
    "just text\n",
    `${SPEC}\tprofile: x\n`,
    `%YAML 9.9\n---\n${SPEC}profile: none\n`,
    `${SPEC}profile: !!binary aGVsbG8=\n`,
    `${SPEC}profile: !!js/function "function () {}"\n`,
    `${SPEC}? [a, b]\n: c\n`,
    `${SPEC}<<: {profile: none}\n`,
    `domain: [${"a.example, ".repeat(500)}]\n`,
  ];
}

/** Templates that specs name: each use is a finding in the spec or in the template's own file. */
const templates = (outside: string): readonly string[] => [
  "../../../.env",
  "../../../.git/config",
  "../../../.git/token.yaml",
  "../../../config/credentials.json",
  "../../../config/credentials.yaml",
  "../../../config/token",
  "../../../config/tag.yaml",
  "../../../config",
  "../../../../../../../../../etc/passwd",
  "/proc/self/environ",
  "/dev/zero",
  join(outside, "token"),
  "pipe.json",
  "link.json",
  "x\0y",
  "",
];

/** Some 200 files below `stacks/prod`. */
export function hostileFiles(outside: string): readonly Hostile[] {
  const spec = (kind: string, i: number): string => `stacks/prod/${kind}/${i}.yaml`;
  const domain = (path: string): string => `${path.replace(/[^a-z0-9]+/g, "-")}.example`;
  const own = (path: string, content: string | Uint8Array): Hostile => ({
    path,
    make: text(typeof content === "string" ? content.replaceAll("DOMAIN", domain(path)) : content),
  });
  const withDefaults = (i: number, make: Hostile["make"]): Hostile[] => [
    { path: `stacks/prod/with-${i}/defaults.yaml`, make },
  ];
  return [
    ...targets(outside).map((to, i) => ({ path: spec("links", i), make: link(to) })),
    ...targets(outside).map((to, i) => ({ path: `stacks/prod/more/${i}.yml`, make: link(to) })),
    ...targets(outside).flatMap((to, i) => withDefaults(i, link(to))),
    ...folders(outside).map((to, i) => ({ path: `stacks/prod/folders/f${i}`, make: link(to) })),
    ...folders(outside).map((to, i) => ({ path: `stacks/prod/folders/${i}.yaml`, make: link(to) })),
    ...folders(outside).flatMap((to, i) => withDefaults(100 + i, link(to))),
    ...Array.from({ length: 4 }, (_, i) => ({ path: spec("pipes", i), make: fifo })),
    ...withDefaults(200, fifo),
    ...[2 ** 31, 2 ** 40, 10 * 2 ** 20].map((size, i) => ({ path: spec("sparse", i), make: sparse(size) })),
    ...withDefaults(201, sparse(2 ** 40)),
    { path: "stacks/prod/places/folder.yaml", make: (path) => mkdirSync(path) },
    ...withDefaults(202, (path) => mkdirSync(path)),
    ...texts().map((content, i) => own(spec("texts", i), content)),
    // defaults may be empty
    ...texts()
      .filter((content) => typeof content !== "string" || !/^(?:|---\n---\n|#.*\n)$/.test(content))
      .flatMap((content, i) => withDefaults(300 + i, text(content))),
    ...templates(outside).map((path, i) => ({
      ...own(
        spec("templates", i),
        `domain: DOMAIN\ndns: route53\nsenders: [{template: ${JSON.stringify(path)}}]\n`,
      ),
      // one that may be read has its finding itself
      ...(path.startsWith("../../../config/") && { foundIn: path.slice("../../../".length) }),
    })),
  ];
}

/** Makes them all, with a sound spec beside each defaults file. Sockets are open until the server is closed. */
export async function makeHostile(project: string, files: readonly Hostile[]): Promise<Server> {
  for (const { path, make } of files) {
    const full = join(project, path);
    mkdirSync(dirname(full), { recursive: true });
    make(full);
    const folder = dirname(path);
    if (path.endsWith("/defaults.yaml"))
      writeFileSync(
        join(project, folder, "x.yaml"),
        SPEC.replace("DOMAIN", `${folder.replace(/.*\//, "")}.example`),
      );
  }
  fifo(join(project, "stacks/prod/templates/pipe.json"));
  symlinkSync("/etc/passwd", join(project, "stacks/prod/templates/link.json"));
  const server = createServer();
  await new Promise<void>((done) => server.listen(join(project, SOCKET), done));
  return server;
}

export const SOCKET = "stacks/prod/s.yaml";
