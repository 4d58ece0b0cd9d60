/** `mailzone check` against `octodns-validate` with its strict and best-practice validators, on the same records. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { loadPaths } from "../src/pipeline.ts";
import type { Rdata } from "../src/zone/rdata.ts";
import type { RRset } from "../src/zone/rrset.ts";
import { CLI, writeCorpus } from "./corpus.ts";
import { type Command, interleave, node, type Sample } from "./measure.ts";
import { ensureOctodns } from "./octodns-install.ts";
import type { Figures } from "./table.ts";

const PARSE_FLOOR = join(import.meta.dirname, "parse-floor.ts");
/** `check` should be at least this many times faster per domain. */
const LEAST = 10;

/**
 * How the sets are turned on (octodns/manager.py 1.22.0, `_configure_validators`); the default is only `legacy`.
 * `mail` is its own validator with its own list of providers that have one MX, to which the corpus
 * adds Microsoft 365: a finding would end the run at that zone.
 */
const CONFIG = {
  manager: { validators: { enabled: ["strict", "best-practice"] } },
  validators: {
    mail: {
      class: "octodns.zone.mail.MailZoneValidator",
      single_mx_regexes: ["\\.mail\\.protection\\.outlook\\.com\\.$"],
      sets: ["best-practice"],
    },
  },
  providers: {
    zones: {
      class: "octodns.provider.yaml.YamlProvider",
      directory: "./zones",
      escaped_semicolons: false,
      // otherwise it would also check the order of keys, which is not about DNS
      enforce_order: false,
    },
  },
  zones: { "*": { sources: ["zones"], targets: ["zones"] } },
};

export async function octodnsFigures(
  folder: string,
  few: number,
  many: number,
  rounds: number,
): Promise<Figures[]> {
  const { python, validate } = await ensureOctodns();
  assertJudges(validate, join(folder, "planted"));
  const commands = (domains: number): [octodns: Command, mailzone: Command, floor: Command] => {
    const specs = join(folder, `${domains}/specs`);
    const cwd = join(folder, `${domains}/octodns`);
    writeCorpus(specs, domains);
    const { zones } = loadPaths([specs]);
    writeOctodns(cwd, new Map(zones.map(({ name, rrsets }) => [name, octodnsZone(name, rrsets)])));
    return [
      { command: python, words: [USAGE, validate, ...WORDS], cwd },
      node(CLI, "check", specs),
      node(PARSE_FLOOR, specs),
    ];
  };
  const [octodnsFew, mailzoneFew, floorFew] = commands(few);
  const [octodnsMany, mailzoneMany, floorMany] = commands(many);
  const samples = await interleave(
    { octodnsFew, mailzoneFew, floorFew, octodnsMany, mailzoneMany, floorMany },
    rounds,
  );
  return [
    figures(few, samples.octodnsFew, samples.mailzoneFew, samples.floorFew),
    figures(many, samples.octodnsMany, samples.mailzoneMany, samples.floorMany),
    // the cost beyond the start of the process
    figures(
      many - few,
      difference(samples.octodnsMany, samples.octodnsFew),
      difference(samples.mailzoneMany, samples.mailzoneFew),
      difference(samples.floorMany, samples.floorFew),
      "more ",
    ),
  ];
}

function figures(domains: number, octodns: Sample, mailzone: Sample, floor: Sample, more = ""): Figures {
  const faster = octodns.seconds / mailzone.seconds;
  const text = `mailzone at least ${LEAST} times faster per domain (${faster.toFixed(1)})`;
  return {
    title: `check of ${domains.toLocaleString("en")} ${more}domains, and octodns-validate on the same records`,
    samples: {
      "octodns-validate": octodns,
      "mailzone check": mailzone,
      "the YAML parser alone, on all cores": floor,
    },
    targets: [{ text, reached: faster >= LEAST }],
  };
}

const difference = (a: Sample, b: Sample): Sample => ({
  seconds: a.seconds - b.seconds,
  cpuSeconds: a.cpuSeconds - b.cpuSeconds,
  megabytes: 0,
});

/**
 * A run without findings prints nothing, so findings that only one set can make show that both sets are on.
 * @throws Error if one of them is missing
 */
function assertJudges(validate: string, folder: string): void {
  const planted = {
    "": { type: "CNAME", value: "host.example.net." },
    sub: { type: "MX", value: { preference: 10, exchange: "mx.example.net." } },
  };
  writeOctodns(folder, new Map([["planted.example.com.", planted]]));
  const { status, stdout, stderr } = spawnSync(validate, [...WORDS, "--all"], {
    cwd: folder,
    encoding: "utf8",
  });
  const expected = { strict: "via: root-cname", "best-practice": "missing an SPF TXT record" };
  for (const [set, told] of Object.entries(expected)) {
    if (status === 1 && (stdout + stderr).includes(told)) continue;
    throw new Error(
      `octodns-validate does not apply its set ${set}: exit code ${status}\n${stdout}${stderr}`,
    );
  }
}

const USAGE = join(import.meta.dirname, "usage.py");
const WORDS = ["--config-file", "config.yaml"];

type OctodnsZone = Readonly<Record<string, unknown>>;

function writeOctodns(folder: string, zones: ReadonlyMap<string, OctodnsZone>): void {
  mkdirSync(join(folder, "zones"), { recursive: true });
  writeFileSync(join(folder, "config.yaml"), stringify(CONFIG));
  for (const [name, zone] of zones) writeFileSync(join(folder, "zones", `${name}yaml`), stringify(zone));
}

/** The same records as octoDNS's YAML provider reads them: by name below the zone, "" at the apex. */
function octodnsZone(zone: string, rrsets: readonly RRset[]): OctodnsZone {
  const byName = new Map<string, object[]>();
  for (const { name, type, ttl, records } of rrsets) {
    const owner = name === zone ? "" : name.slice(0, -zone.length - 1);
    const values = records.map(({ data }) => octodnsValue(data));
    const data = values.length === 1 ? { value: values[0] } : { values };
    byName.set(owner, [...(byName.get(owner) ?? []), { type, ...(ttl !== 3600 && { ttl }), ...data }]);
  }
  return Object.fromEntries([...byName].map(([name, sets]) => [name, sets.length === 1 ? sets[0] : sets]));
}

function octodnsValue(data: Rdata): unknown {
  switch (data.type) {
    case "A":
    case "AAAA":
      return data.address;
    case "CNAME":
    case "NS":
    case "PTR":
      return data.target;
    case "TXT":
      return data.text;
    case "TLSA": {
      const { usage, selector, matching, certificate } = data;
      return {
        certificate_usage: usage,
        selector,
        matching_type: matching,
        certificate_association_data: certificate,
      };
    }
    default: {
      const { type: _, ...fields } = data;
      return fields;
    }
  }
}
