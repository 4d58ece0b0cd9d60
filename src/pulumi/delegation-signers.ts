/** The stack output `dnssec`: what to enter at the registrar for the zones that the stack signs. */
import type { Output } from "@pulumi/pulumi/output.js";
import { printDnskey, printDs } from "../cloud/signer.ts";
import { providerName } from "../plan/provider-name.ts";
import { withoutDot } from "../zone/name.ts";
import type { Signers } from "./signing.ts";

/** Registrars ask for the DS record, or for the key that it is of; both without the owner. */
export interface DelegationSigner {
  readonly ds: string;
  readonly dnskey: string;
}

/** By zone, without final dot, then by cloud: `route53`, or `route53:eu` in a named account. */
export type DelegationSigners = Readonly<
  Record<string, Readonly<Record<string, Output<DelegationSigner | undefined>>>>
>;

/** Nothing if the stack signs no zones. */
export function delegationSignersOf(signers: Signers): { readonly dnssec?: DelegationSigners } {
  if (signers.size === 0) return {};
  const found: Record<string, Record<string, Output<DelegationSigner | undefined>>> = {};
  for (const [zone, signer] of signers) {
    const name = withoutDot(zone.name);
    const shown = signer.apply((one) => one && { ds: printDs(one), dnskey: printDnskey(one) });
    found[name] = { ...found[name], [providerName(zone)]: shown };
  }
  return { dnssec: found };
}
