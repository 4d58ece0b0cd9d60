/** Checks that were considered and left out, with the reason. docs/checks.md lists them. */

export interface LeftOut {
  readonly id: string;
  readonly reason: string;
}

export const LEFT_OUT: readonly LeftOut[] = [
  {
    id: "txt-string-255",
    reason:
      "the model stores a text in one piece, and one function splits it into strings of 255 octets for each cloud; its tests prove that nothing changes",
  },
  {
    id: "type-spf99",
    reason: "specs do not support the record type SPF (99)",
  },
  {
    id: "mx-null-pointless",
    reason:
      "the model does not know addresses that others manage, such as those of web servers, and an unnecessary null MX does no harm",
  },
  {
    id: "dkim-txt-fits",
    reason: "prov-capability reports it, and says what to do about a key that is too long",
  },
  {
    id: "dkim-rotation",
    reason:
      "specs do not have the age of a key, and two selectors at the same time do not show when the keys change",
  },
  {
    id: "dmarc-rua-consent",
    reason: "fleet-consent-gap reports it if the destination is managed; for others only DNS has the answer",
  },
  {
    id: "sts-host-proxy",
    reason:
      "only a connection shows whether a proxied or aliased host has a certificate for mta-sts; caa-sts checks that CAA lets a CA issue it, and mailzone never enables the proxy",
  },
  {
    id: "sts-mode",
    reason:
      "each domain tests its policy before it enforces it, and the spec does not have since when it does",
  },
  {
    id: "verify-token",
    reason:
      "preset-incomplete reports a missing token that a preset needs; a token that no preset needs may verify the domain for another service of the same company, such as Search Console, so calling it stale would be a guess",
  },
];
