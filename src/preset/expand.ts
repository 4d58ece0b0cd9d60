/** Expands a spec with its presets into the records of its domain. Pure: the same spec gives the same records. */
import type { Finding, Place } from "../finding.ts";
import { composeBimi } from "../mail/bimi.ts";
import { composeSpf } from "../mail/spf.ts";
import { isSpf } from "../mail/text-kind.ts";
import type { PresetUse, Spec } from "../spec/spec.ts";
import { type Name, ownerName, relativeName } from "../zone/name.ts";
import { parseAddress, printRdata, type Rdata } from "../zone/rdata.ts";
import type { Origin, ZoneRecord } from "../zone/rrset.ts";
import { type ClientSettings, clientSettings } from "./client-settings.ts";
import { DmarcChoice } from "./dmarc-choice.ts";
import type { Domain, MissingParameter, WithheldMx } from "./domain.ts";
import { type Application, applicationFindings } from "./domain-connect/application.ts";
import { fillRecord, isWanted, ownerOf, picks } from "./fill.ts";
import { takesMail } from "./gateway.ts";
import { keyRecord } from "./key-record.ts";
import type { Library } from "./library.ts";
import { noAddress, unknownGroups, unknownPreset, unusedTerm, unusedWithout } from "./misuse.ts";
import { ownHosts } from "./own-hosts.ts";
import { ownRecords } from "./own-records.ts";
import { type Parameters, readParameters } from "./parameters.ts";
import type { Preset, PresetRecord } from "./preset.ts";
import { recordData } from "./record-data.ts";
import { roleFault } from "./role.ts";
import type { Services } from "./services.ts";
import { type PresetSpf, SpfBuilder } from "./spf-builder.ts";
import { bareTerm, spfAllOf, spfTerms } from "./spf-terms.ts";
import { beside } from "./standby.ts";

export interface Expanded {
  readonly domain: Domain;
  readonly findings: readonly Finding[];
}

export function expand(spec: Spec, library: Library): Expanded {
  const expansion = new Expansion(spec, library);
  if (spec.mailbox !== undefined) expansion.usePreset(spec.mailbox, library);
  if (spec.gateway !== undefined) expansion.usePreset(spec.gateway, library);
  for (const sender of spec.senders) expansion.usePreset(sender, library);
  if (spec.standby !== undefined) expansion.usePreset(spec.standby, library);
  return expansion.finish();
}

class Expansion {
  readonly #spec: Spec;
  readonly #services: Services;
  readonly #records: ZoneRecord[] = [];
  readonly #presets: Preset[] = [];
  readonly #missing = new Map<string, MissingParameter & { readonly records: string[] }>();
  readonly #findings: Finding[] = [];
  readonly #spf: SpfBuilder;
  readonly #dmarc: DmarcChoice;
  readonly #withheldMx: WithheldMx[] = [];
  /** Those of the standby provider, which give way to all others. */
  readonly #standby: ZoneRecord[] = [];
  readonly #applications: Application[] = [];
  #clients: ClientSettings | undefined;
  #isPartial = false;
  readonly #dmarcOwner: Name;
  /** Whether the gateway's MX replace the mailbox's. */
  readonly #isBehindGateway: boolean;

  constructor(spec: Spec, library: Library) {
    this.#spec = spec;
    this.#services = library.services;
    this.#spf = new SpfBuilder(spec);
    this.#dmarc = new DmarcChoice(spec);
    this.#dmarcOwner = ownerName("_dmarc", spec.domain);
    this.#isBehindGateway = spec.gateway !== undefined && takesMail(spec.gateway, library);
  }

  usePreset(use: PresetUse, library: Library): void {
    const preset = use.template === undefined ? library.find(use.id) : this.#template(use, library);
    if (preset === undefined) {
      this.#isPartial = true;
      if (use.template === undefined && !library.isBroken(use.id))
        this.#findings.push(unknownPreset(use, library));
      return;
    }
    const misused = roleFault(preset, use);
    if (misused !== undefined) {
      this.#isPartial = true;
      this.#findings.push({ code: "preset-role", severity: "error", ...misused, place: use.place });
      return;
    }
    const parameters = readParameters(preset, use, this.#spec.domain, this.#spec.zone);
    for (const finding of parameters.findings) this.#findings.push(finding);
    for (const finding of unknownGroups(preset, use)) this.#findings.push(finding);
    const groups = new Map([...use.groups].map(([group, { on }]) => [group, on]));
    this.#presets.push(preset);
    if (use.role === "mailbox") this.#clients = clientSettings(preset, parameters, this.#spec.domain);
    const without = new Set(use.without.map(({ owner }) => ownerName(owner, this.#spec.domain)));
    const seen = new Set<Name>();
    for (const record of preset.records) {
      if (!isWanted(record, preset, use, groups, parameters, this.#spec)) continue;
      for (const pick of picks(record, parameters)) {
        const filled = fillRecord(record, parameters, pick);
        const name = "lacks" in filled ? parameters.fillKnown(record.name) : filled.name;
        const owner = ownerOf(name, record, this.#spec.domain);
        seen.add(owner);
        if (without.has(owner) || this.#isReplaced(record, owner, use)) continue;
        if (this.#splitsMail(record, owner, preset)) {
          const exchange = record.type === "MX" ? parameters.fillKnown(record.exchange) : "";
          this.#withheldMx.push({ preset, record, exchange, place: use.place });
        } else if (!("lacks" in filled)) this.#add(filled, owner, preset, use, parameters);
        else if (owner !== this.#dmarcOwner || this.#spec.input.dmarc === undefined) {
          for (const parameter of filled.lacks) {
            // a mistake that is already reported is not also missing
            if (!parameters.isRefused(parameter)) this.#lacks(preset, parameter, owner, record, use.place);
          }
        }
      }
    }
    for (const one of use.without) {
      if (seen.has(ownerName(one.owner, this.#spec.domain))) continue;
      const owners = [...seen].map((name) => relativeName(name, this.#spec.domain));
      this.#findings.push(unusedWithout(preset, one, owners));
    }
  }

  finish(): Expanded {
    const { bimi } = this.#spec.input;
    for (const record of this.#spf.records()) this.#records.push(record);
    for (const i of this.#spf.unusedWithout())
      this.#findings.push(unusedTerm(this.#spec, i, this.#spf.offered()));
    for (const key of this.#spec.dkim) {
      const { name, data } = keyRecord(key, this.#spec.domain);
      this.#push(name, data, { place: key.place, path: key.path });
    }
    const { winner } = this.#dmarc;
    if (winner) this.#push(this.#dmarcOwner, winner.data, winner.origin);
    if (bimi !== undefined) {
      this.#push(
        ownerName("default._bimi", this.#spec.domain),
        { type: "TXT", text: composeBimi(bimi) },
        { place: this.#spec.source.keyPlace(["bimi"]), path: ["bimi"] },
      );
    }
    const own = ownRecords(this.#spec);
    for (const record of own.records) this.#records.push(record);
    for (const finding of own.findings) this.#findings.push(finding);
    const { published, waiting } = beside(this.#standby, this.#records);
    this.#records.push(...published);
    for (const finding of applicationFindings(this.#spec, this.#applications, this.#records))
      this.#findings.push(finding);
    return {
      domain: {
        spec: this.#spec,
        records: this.#records,
        presets: this.#presets,
        services: this.#services,
        missing: [...this.#missing.values()],
        overriddenDmarc: this.#dmarc.overridden(),
        withheldMx: this.#withheldMx,
        withheldPolicies: [],
        waiting,
        ...(this.#clients !== undefined && { clients: this.#clients }),
        isPartial: this.#isPartial,
      },
      findings: this.#findings,
    };
  }

  #push(name: Name, data: Rdata, origin: Origin): void {
    this.#records.push({ name, ttl: this.#spec.ttl, data, origin });
  }

  #template(use: PresetUse, library: Library): Preset | undefined {
    const { applied, findings } = library.template(use);
    for (const finding of findings) this.#findings.push(finding);
    if (applied !== undefined) this.#applications.push({ ...applied, use });
    return applied?.preset;
  }

  #lacks(preset: Preset, parameter: string, owner: Name, record: PresetRecord, place: Place): void {
    const key = `${preset.askedFor} ${place.line} ${place.column} ${parameter}`;
    const missing = this.#missing.get(key) ?? {
      preset,
      parameter,
      required: preset.parameters[parameter]?.required === true || record.need === "required",
      records: [],
      place,
    };
    const type = record.type === "DMARC" || record.type === "SPF" ? "TXT" : record.type;
    missing.records.push(`${relativeName(owner, this.#spec.domain)} ${type}`);
    this.#missing.set(key, missing);
  }

  #add(record: PresetRecord, owner: Name, preset: Preset, use: PresetUse, parameters: Parameters): void {
    const origin: Origin = { place: use.place, preset: { id: preset.askedFor, place: record.place } };
    switch (record.type) {
      case "SPF": {
        // a parameter may hold several terms, or what a vendor shows as a whole record
        const terms = record.terms.flatMap(spfTerms);
        const hosts = this.#hostsFor(terms, record, preset, use, parameters);
        this.#addSpf(owner, { terms, all: record.all, ...(hosts && { hosts }) }, use, origin);
        break;
      }
      default: {
        const data = record.compiled.data ?? recordData(record);
        if (data.type === "TXT" && isSpf(data.text)) {
          const spf = { terms: spfTerms(data.text), all: spfAllOf(data.text) ?? "softfail" };
          this.#addSpf(owner, spf, use, origin);
          break;
        }
        if (
          (data.type === "A" || data.type === "AAAA") &&
          parseAddress(data.type, data.address) === undefined
        ) {
          this.#findings.push(noAddress(data, preset, use, record.place));
          break;
        }
        const isPolicy = owner === this.#dmarcOwner && (data.type === "TXT" || data.type === "CNAME");
        if (isPolicy) {
          // a policy is for the mail of whoever holds it, and the new provider's would reject the old one's
          if (!this.#isYetToCome(use)) this.#dmarc.offer({ data, origin });
        } else if (use.role === "standby")
          this.#standby.push({ name: owner, ttl: this.#spec.ttl, data, origin });
        else if (!this.#hasFrom(use, owner, data)) this.#push(owner, data, origin);
      }
    }
  }

  #addSpf(owner: Name, spf: PresetSpf, use: PresetUse, origin: Origin): void {
    if (use.role !== "standby" || owner === this.#spec.domain) {
      this.#spf.add(owner, spf, use.role, origin);
      return;
    }
    const data: Rdata = { type: "TXT", text: composeSpf(spf.terms, spf.all) };
    this.#standby.push({ name: owner, ttl: this.#spec.ttl, data, origin });
  }

  /** What stands for `mx` while two providers are in use, of which it would mean only one. */
  #hostsFor(
    terms: readonly string[],
    record: PresetRecord,
    preset: Preset,
    use: PresetUse,
    parameters: Parameters,
  ): readonly string[] | undefined {
    const isOfTwo = use.role === "standby" || (use.role === "mailbox" && this.#spec.standby !== undefined);
    if (!isOfTwo || !terms.some((term) => bareTerm(term) === "mx")) return undefined;
    const hosts = ownHosts(preset, parameters, this.#spec.domain);
    if (use.role === "standby")
      for (const parameter of hosts.lacks)
        this.#lacks(preset, parameter, this.#spec.domain, record, use.place);
    return hosts.terms;
  }

  /** Whether the use is of the provider to which the mail will move. */
  #isYetToCome({ role, place }: PresetUse): boolean {
    return role === "standby" && place === this.#spec.migration?.to.place;
  }

  /** Whether the record is there already by another of the same preset, which its parameters made the same. */
  #hasFrom(use: PresetUse, owner: Name, data: Rdata): boolean {
    return this.#records.some(
      (one) =>
        one.origin.place === use.place &&
        one.name === owner &&
        one.data.type === data.type &&
        printRdata(one.data) === printRdata(data),
    );
  }

  /** Whether the gateway's MX replace this one. */
  #isReplaced(record: PresetRecord, owner: Name, { role }: PresetUse): boolean {
    return this.#isBehindGateway && role === "mailbox" && record.type === "MX" && owner === this.#spec.domain;
  }

  /** Whether a sender's MX would take part of the mail of the domain's mailbox. */
  #splitsMail({ type }: PresetRecord, owner: Name, { kind }: Preset): boolean {
    return (
      type === "MX" && kind === "sender" && owner === this.#spec.domain && this.#spec.mode !== "send-only"
    );
  }
}
