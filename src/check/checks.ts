/** Every check, by topic. A new check is a file of its own and a line here. */

import { aliasAtMailHost } from "./alias-at-mail-host.ts";
import { autodCname } from "./autod-cname.ts";
import { bimiDmarc } from "./bimi-dmarc.ts";
import { bimiRecord } from "./bimi-record.ts";
import { bimiVmc } from "./bimi-vmc.ts";
import { caaIssuemail } from "./caa-issuemail.ts";
import { caaSts } from "./caa-sts.ts";
import { caaSyntax } from "./caa-syntax.ts";
import type { Check } from "./check.ts";
import { cnameApex } from "./cname-apex.ts";
import { cnameChain } from "./cname-chain.ts";
import { cnameExclusive } from "./cname-exclusive.ts";
import { cnameExclusiveLive } from "./cname-exclusive-live.ts";
import { cnameLoop } from "./cname-loop.ts";
import { cnameSingle } from "./cname-single.ts";
import { cnameTargetExists } from "./cname-target-exists.ts";
import { daneStsAgree } from "./dane-sts-agree.ts";
import { dkimCnameShape } from "./dkim-cname-shape.ts";
import { dkimEd25519 } from "./dkim-ed25519.ts";
import { dkimGObsolete } from "./dkim-g-obsolete.ts";
import { dkimH } from "./dkim-h.ts";
import { dkimK } from "./dkim-k.ts";
import { dkimName } from "./dkim-name.ts";
import { dkimOneRecord } from "./dkim-one-record.ts";
import { dkimP } from "./dkim-p.ts";
import { dkimPresent } from "./dkim-present.ts";
import { dkimPrivateKey } from "./dkim-private-key.ts";
import { dkimRevoked } from "./dkim-revoked.ts";
import { dkimRsaSize } from "./dkim-rsa-size.ts";
import { dkimRsaWeak } from "./dkim-rsa-weak.ts";
import { dkimS } from "./dkim-s.ts";
import { dkimSharedKey } from "./dkim-shared-key.ts";
import { dkimTFlags } from "./dkim-t-flags.ts";
import { dkimTaglist } from "./dkim-taglist.ts";
import { dkimV } from "./dkim-v.ts";
import { dkimWildcard } from "./dkim-wildcard.ts";
import { dmarcAlignable } from "./dmarc-alignable.ts";
import { dmarcDeepName } from "./dmarc-deep-name.ts";
import { dmarcEnums } from "./dmarc-enums.ts";
import { dmarcName } from "./dmarc-name.ts";
import { dmarcNp } from "./dmarc-np.ts";
import { dmarcPPresent } from "./dmarc-p-present.ts";
import { dmarcPValue } from "./dmarc-p-value.ts";
import { dmarcPolicyNone } from "./dmarc-policy-none.ts";
import { dmarcPresent } from "./dmarc-present.ts";
import { dmarcPsd } from "./dmarc-psd.ts";
import { dmarcRejectNoDkim } from "./dmarc-reject-no-dkim.ts";
import { dmarcRejectUsers } from "./dmarc-reject-users.ts";
import { dmarcRemovedTag } from "./dmarc-removed-tag.ts";
import { dmarcRuaCount } from "./dmarc-rua-count.ts";
import { dmarcRuaPresent } from "./dmarc-rua-present.ts";
import { dmarcRuaSelfParked } from "./dmarc-rua-self-parked.ts";
import { dmarcRuaSize } from "./dmarc-rua-size.ts";
import { dmarcRuaUri } from "./dmarc-rua-uri.ts";
import { dmarcRufPrivacy } from "./dmarc-ruf-privacy.ts";
import { dmarcSingle } from "./dmarc-single.ts";
import { dmarcSpIgnored } from "./dmarc-sp-ignored.ts";
import { dmarcSpWeaker } from "./dmarc-sp-weaker.ts";
import { dmarcStrictAlign } from "./dmarc-strict-align.ts";
import { dmarcSyntax } from "./dmarc-syntax.ts";
import { dmarcTestMode } from "./dmarc-test-mode.ts";
import { dmarcUnknownTag } from "./dmarc-unknown-tag.ts";
import { dmarcV } from "./dmarc-v.ts";
import { fleetConsentGap } from "./fleet-consent-gap.ts";
import { fleetDupDomain } from "./fleet-dup-domain.ts";
import { modeMail } from "./mode-mail.ts";
import { modeReceiveOnly } from "./mode-receive-only.ts";
import { modeSendOnly } from "./mode-send-only.ts";
import { mxDupExchange } from "./mx-dup-exchange.ts";
import { mxHasAddress } from "./mx-has-address.ts";
import { mxHostname } from "./mx-hostname.ts";
import { mxMixedPresets } from "./mx-mixed-presets.ts";
import { mxNotCname } from "./mx-not-cname.ts";
import { mxNotIp } from "./mx-not-ip.ts";
import { mxNullAlone } from "./mx-null-alone.ts";
import { mxNullPref } from "./mx-null-pref.ts";
import { mxNullProvider } from "./mx-null-provider.ts";
import { mxNullSender } from "./mx-null-sender.ts";
import { mxPrefRange } from "./mx-pref-range.ts";
import { mxPresent } from "./mx-present.ts";
import { mxPublicAddr } from "./mx-public-addr.ts";
import { mxRedundancy } from "./mx-redundancy.ts";
import { mxStale } from "./mx-stale.ts";
import { mxTargetUnmanaged } from "./mx-target-unmanaged.ts";
import { nameDelegated } from "./name-delegated.ts";
import { nameDoubleHyphen } from "./name-double-hyphen.ts";
import { nameIdna } from "./name-idna.ts";
import { nameOutsideZone } from "./name-outside-zone.ts";
import { namePublicSuffix } from "./name-public-suffix.ts";
import { nameRepeatedDomain } from "./name-repeated-domain.ts";
import { nameSyntax } from "./name-syntax.ts";
import { parkComplete } from "./park-complete.ts";
import { parkResidue } from "./park-residue.ts";
import { presetConfidence } from "./preset-confidence.ts";
import { presetEnding } from "./preset-ending.ts";
import { presetIncomplete } from "./preset-incomplete.ts";
import { presetManaged } from "./preset-managed.ts";
import { provCapability } from "./prov-capability.ts";
import { provConflictLive } from "./prov-conflict-live.ts";
import { provDelegation } from "./prov-delegation.ts";
import { provProxied } from "./prov-proxied.ts";
import { provRrset } from "./prov-rrset.ts";
import { rptRecord } from "./rpt-record.ts";
import { rptSelfMail } from "./rpt-self-mail.ts";
import { rptUri } from "./rpt-uri.ts";
import { rptWithSts } from "./rpt-with-sts.ts";
import { rrConflictPresets } from "./rr-conflict-presets.ts";
import { rrDuplicate } from "./rr-duplicate.ts";
import { rrTargetFqdn } from "./rr-target-fqdn.ts";
import { rrTtlAdvice } from "./rr-ttl-advice.ts";
import { rrTtlMixed } from "./rr-ttl-mixed.ts";
import { rrTtlRange } from "./rr-ttl-range.ts";
import { rrTypeSupported } from "./rr-type-supported.ts";
import { spfAfterAll } from "./spf-after-all.ts";
import { spfAllPresent } from "./spf-all-present.ts";
import { spfAllQualifier } from "./spf-all-qualifier.ts";
import { spfCidrHostBits } from "./spf-cidr-host-bits.ts";
import { spfDomainSpec } from "./spf-domain-spec.ts";
import { spfDupTerm } from "./spf-dup-term.ts";
import { spfHostCover } from "./spf-host-cover.ts";
import { spfIncludeNone } from "./spf-include-none.ts";
import { spfIpPrivate } from "./spf-ip-private.ts";
import { spfIp4 } from "./spf-ip4.ts";
import { spfIp6 } from "./spf-ip6.ts";
import { spfLookupsStatic } from "./spf-lookups-static.ts";
import { spfLoop } from "./spf-loop.ts";
import { spfMacro } from "./spf-macro.ts";
import { spfPresetCovered } from "./spf-preset-covered.ts";
import { spfPtr } from "./spf-ptr.ts";
import { spfRedirect } from "./spf-redirect.ts";
import { spfRedirectWithAll } from "./spf-redirect-with-all.ts";
import { spfSingle } from "./spf-single.ts";
import { spfSize } from "./spf-size.ts";
import { spfSubdomain } from "./spf-subdomain.ts";
import { spfSyntax } from "./spf-syntax.ts";
import { spfUnknownModifier } from "./spf-unknown-modifier.ts";
import { spfUselessAMx } from "./spf-useless-a-mx.ts";
import { spfVersionCaseSpace } from "./spf-version-case-space.ts";
import { spfVoidStatic } from "./spf-void-static.ts";
import { spfWideRange } from "./spf-wide-range.ts";
import { spfWrongPlace } from "./spf-wrong-place.ts";
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
import { txtApexMerge } from "./txt-apex-merge.ts";
import { txtAscii } from "./txt-ascii.ts";
import { txtDoubleQuoted } from "./txt-double-quoted.ts";
import { txtEdgeSpace } from "./txt-edge-space.ts";
import { txtRrsetSize } from "./txt-rrset-size.ts";
import { wildcardMx } from "./wildcard-mx.ts";
import { wildcardShadow } from "./wildcard-shadow.ts";

export const checks: readonly Check[] = [
  nameSyntax,
  nameIdna,
  nameOutsideZone,
  nameRepeatedDomain,
  nameDoubleHyphen,
  nameDelegated,
  namePublicSuffix,
  rrTypeSupported,
  rrDuplicate,
  rrConflictPresets,
  rrTtlMixed,
  rrTtlRange,
  rrTtlAdvice,
  rrTargetFqdn,
  txtRrsetSize,
  txtApexMerge,
  txtDoubleQuoted,
  txtAscii,
  txtEdgeSpace,
  cnameExclusive,
  cnameExclusiveLive,
  cnameSingle,
  cnameApex,
  cnameLoop,
  cnameChain,
  cnameTargetExists,
  wildcardShadow,
  wildcardMx,
  aliasAtMailHost,
  mxPresent,
  mxNotIp,
  mxNotCname,
  mxHasAddress,
  mxTargetUnmanaged,
  mxPublicAddr,
  mxStale,
  mxNullAlone,
  mxNullProvider,
  mxPrefRange,
  mxMixedPresets,
  mxHostname,
  mxDupExchange,
  mxNullPref,
  mxNullSender,
  mxRedundancy,
  spfSingle,
  spfSyntax,
  spfLookupsStatic,
  spfVoidStatic,
  spfIncludeNone,
  spfAllPresent,
  spfVersionCaseSpace,
  spfIp4,
  spfIp6,
  spfDomainSpec,
  spfMacro,
  spfCidrHostBits,
  spfIpPrivate,
  spfWideRange,
  spfAllQualifier,
  spfAfterAll,
  spfRedirect,
  spfRedirectWithAll,
  spfUnknownModifier,
  spfPtr,
  spfLoop,
  spfDupTerm,
  spfPresetCovered,
  spfUselessAMx,
  spfSize,
  spfSubdomain,
  spfHostCover,
  spfWrongPlace,
  dkimOneRecord,
  dkimP,
  dkimName,
  dkimTaglist,
  dkimV,
  dkimK,
  dkimRevoked,
  dkimPrivateKey,
  dkimRsaSize,
  dkimRsaWeak,
  dkimEd25519,
  dkimH,
  dkimTFlags,
  dkimS,
  dkimGObsolete,
  dkimCnameShape,
  dkimPresent,
  dkimSharedKey,
  dkimWildcard,
  dmarcSingle,
  dmarcPValue,
  dmarcPresent,
  dmarcName,
  dmarcV,
  dmarcSyntax,
  dmarcPPresent,
  dmarcEnums,
  dmarcUnknownTag,
  dmarcRemovedTag,
  dmarcTestMode,
  dmarcPolicyNone,
  dmarcSpWeaker,
  dmarcSpIgnored,
  dmarcNp,
  dmarcPsd,
  dmarcDeepName,
  dmarcRejectNoDkim,
  dmarcRejectUsers,
  dmarcStrictAlign,
  dmarcAlignable,
  dmarcRuaPresent,
  dmarcRuaUri,
  dmarcRuaSize,
  dmarcRuaCount,
  dmarcRuaSelfParked,
  dmarcRufPrivacy,
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
  presetConfidence,
  presetEnding,
  presetManaged,
  provCapability,
  provProxied,
  provConflictLive,
  provDelegation,
  provRrset,
  fleetDupDomain,
  fleetConsentGap,
];
