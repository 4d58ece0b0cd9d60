/** Every check, by topic. A new check is a file of its own and a line here. */

import { autodCname } from "./autod-cname.ts";
import { bimiDmarc } from "./bimi-dmarc.ts";
import { bimiRecord } from "./bimi-record.ts";
import { bimiVmc } from "./bimi-vmc.ts";
import { caaIssuemail } from "./caa-issuemail.ts";
import { caaSts } from "./caa-sts.ts";
import { caaSyntax } from "./caa-syntax.ts";
import type { Check } from "./check.ts";
import { cnameApex } from "./cname-apex.ts";
import { cnameExclusive } from "./cname-exclusive.ts";
import { cnameLoop } from "./cname-loop.ts";
import { cnameSingle } from "./cname-single.ts";
import { daneStsAgree } from "./dane-sts-agree.ts";
import { dkimOneRecord } from "./dkim-one-record.ts";
import { dkimP } from "./dkim-p.ts";
import { dmarcPValue } from "./dmarc-p-value.ts";
import { dmarcSingle } from "./dmarc-single.ts";
import { fleetConsentGap } from "./fleet-consent-gap.ts";
import { fleetDupDomain } from "./fleet-dup-domain.ts";
import { modeMail } from "./mode-mail.ts";
import { modeReceiveOnly } from "./mode-receive-only.ts";
import { modeSendOnly } from "./mode-send-only.ts";
import { mxHasAddress } from "./mx-has-address.ts";
import { mxMixedPresets } from "./mx-mixed-presets.ts";
import { mxNotCname } from "./mx-not-cname.ts";
import { mxNotIp } from "./mx-not-ip.ts";
import { mxNullAlone } from "./mx-null-alone.ts";
import { mxNullProvider } from "./mx-null-provider.ts";
import { mxPrefRange } from "./mx-pref-range.ts";
import { mxPresent } from "./mx-present.ts";
import { mxTargetUnmanaged } from "./mx-target-unmanaged.ts";
import { nameIdna } from "./name-idna.ts";
import { nameOutsideZone } from "./name-outside-zone.ts";
import { nameRepeatedDomain } from "./name-repeated-domain.ts";
import { nameSyntax } from "./name-syntax.ts";
import { parkComplete } from "./park-complete.ts";
import { parkResidue } from "./park-residue.ts";
import { presetIncomplete } from "./preset-incomplete.ts";
import { provCapability } from "./prov-capability.ts";
import { provProxied } from "./prov-proxied.ts";
import { provRrset } from "./prov-rrset.ts";
import { rptRecord } from "./rpt-record.ts";
import { rptSelfMail } from "./rpt-self-mail.ts";
import { rptUri } from "./rpt-uri.ts";
import { rptWithSts } from "./rpt-with-sts.ts";
import { rrConflictPresets } from "./rr-conflict-presets.ts";
import { rrDuplicate } from "./rr-duplicate.ts";
import { rrTargetFqdn } from "./rr-target-fqdn.ts";
import { rrTtlMixed } from "./rr-ttl-mixed.ts";
import { rrTtlRange } from "./rr-ttl-range.ts";
import { rrTypeSupported } from "./rr-type-supported.ts";
import { spfAllPresent } from "./spf-all-present.ts";
import { spfLookupsStatic } from "./spf-lookups-static.ts";
import { spfSingle } from "./spf-single.ts";
import { spfSyntax } from "./spf-syntax.ts";
import { srvCleartext } from "./srv-cleartext.ts";
import { srvKnown } from "./srv-known.ts";
import { srvName } from "./srv-name.ts";
import { srvNull } from "./srv-null.ts";
import { srvTargetTlsName } from "./srv-target-tls-name.ts";
import { srvValues } from "./srv-values.ts";
import { stsHost } from "./sts-host.ts";
import { stsId } from "./sts-id.ts";
import { stsNoMx } from "./sts-no-mx.ts";
import { stsRecord } from "./sts-record.ts";
import { tlsaName } from "./tlsa-name.ts";
import { tlsaRdata } from "./tlsa-rdata.ts";
import { tlsaRollover } from "./tlsa-rollover.ts";
import { tlsaSmtpUsage } from "./tlsa-smtp-usage.ts";
import { txtDoubleQuoted } from "./txt-double-quoted.ts";
import { txtRrsetSize } from "./txt-rrset-size.ts";

export const checks: readonly Check[] = [
  nameSyntax,
  nameIdna,
  nameOutsideZone,
  nameRepeatedDomain,
  rrTypeSupported,
  rrDuplicate,
  rrConflictPresets,
  rrTtlMixed,
  rrTtlRange,
  rrTargetFqdn,
  txtRrsetSize,
  txtDoubleQuoted,
  cnameExclusive,
  cnameSingle,
  cnameApex,
  cnameLoop,
  mxPresent,
  mxNotIp,
  mxNotCname,
  mxHasAddress,
  mxTargetUnmanaged,
  mxNullAlone,
  mxNullProvider,
  mxPrefRange,
  mxMixedPresets,
  spfSingle,
  spfSyntax,
  spfLookupsStatic,
  spfAllPresent,
  dkimOneRecord,
  dkimP,
  dmarcSingle,
  dmarcPValue,
  stsRecord,
  stsId,
  stsHost,
  stsNoMx,
  rptRecord,
  rptUri,
  rptWithSts,
  rptSelfMail,
  tlsaName,
  tlsaRdata,
  tlsaSmtpUsage,
  tlsaRollover,
  daneStsAgree,
  srvName,
  srvValues,
  srvNull,
  srvKnown,
  srvCleartext,
  srvTargetTlsName,
  autodCname,
  bimiRecord,
  bimiDmarc,
  bimiVmc,
  caaSyntax,
  caaIssuemail,
  caaSts,
  modeMail,
  modeSendOnly,
  modeReceiveOnly,
  parkComplete,
  parkResidue,
  presetIncomplete,
  provCapability,
  provProxied,
  provRrset,
  fleetDupDomain,
  fleetConsentGap,
];
