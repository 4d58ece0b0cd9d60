/** Checks that were considered and are not made, with the reason; docs/checks.md lists them. */

export interface LeftOut {
  readonly id: string;
  readonly reason: string;
}

export const LEFT_OUT: readonly LeftOut[] = [
  {
    id: "txt-string-255",
    reason:
      "a text is whole in the model and is split into strings of 255 octets for each cloud by one function, whose tests prove that nothing changes",
  },
  {
    id: "type-spf99",
    reason: "records of the type SPF (99) cannot be written: a spec knows the type not at all",
  },
  {
    id: "mx-null-pointless",
    reason:
      "the model does not know the addresses that others manage, web servers above all, and a null MX without need does no harm",
  },
  { id: "dkim-txt-fits", reason: "prov-capability says it, with what to do about a key that is too long" },
  {
    id: "dkim-rotation",
    reason:
      "the age of a key is not in a spec, and two selectors at one time say nothing of when they change",
  },
  {
    id: "dmarc-rua-consent",
    reason: "fleet-consent-gap says it where the destination is managed; elsewhere only DNS can tell",
  },
  {
    id: "sts-host-proxy",
    reason:
      "whether a proxied or aliased host has a certificate for mta-sts needs a connection; that CAA lets someone issue it is caa-sts, and mailzone never asks for the proxy",
  },
  {
    id: "sts-policy-syntax",
    reason:
      "the policy is a file on a web server and no part of a spec, so there is nothing to read before it is served",
  },
  {
    id: "sts-policy-mx",
    reason: "the policy is a file on a web server and no part of a spec, so its patterns are not known",
  },
  { id: "sts-maxage", reason: "max_age stands in the policy file, which is no part of a spec" },
  { id: "sts-mode", reason: "mode stands in the policy file, which is no part of a spec" },
  {
    id: "verify-token",
    reason:
      "a token that a preset needs is told by preset-incomplete; one that no preset asks for may prove other things to the same company, such as Search Console, so calling it stale would be guessing",
  },
];
