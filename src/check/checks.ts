/** Every check, by topic. A new check is a file of its own and a line here. */
import { bimiDmarc } from "./brand/bimi-dmarc.ts";
import { bimiRecord } from "./brand/bimi-record.ts";
import { bimiVmc } from "./brand/bimi-vmc.ts";
import { caaIssuemail } from "./caa/caa-issuemail.ts";
import { caaSts } from "./caa/caa-sts.ts";
import { caaSyntax } from "./caa/caa-syntax.ts";
import type { Check } from "./check.ts";
import { provCapability } from "./cloud/prov-capability.ts";
import { provConflictLive } from "./cloud/prov-conflict-live.ts";
import { provDelegation } from "./cloud/prov-delegation.ts";
import { provProxied } from "./cloud/prov-proxied.ts";
import { provRrset } from "./cloud/prov-rrset.ts";
import { cnameApex } from "./cname/cname-apex.ts";
import { cnameChain } from "./cname/cname-chain.ts";
import { cnameExclusive } from "./cname/cname-exclusive.ts";
import { cnameExclusiveLive } from "./cname/cname-exclusive-live.ts";
import { cnameLoop } from "./cname/cname-loop.ts";
import { cnameSingle } from "./cname/cname-single.ts";
import { cnameTargetExists } from "./cname/cname-target-exists.ts";
import { dkimCnameShape } from "./dkim/dkim-cname-shape.ts";
import { dkimEd25519 } from "./dkim/dkim-ed25519.ts";
import { dkimGObsolete } from "./dkim/dkim-g-obsolete.ts";
import { dkimH } from "./dkim/dkim-h.ts";
import { dkimK } from "./dkim/dkim-k.ts";
import { dkimName } from "./dkim/dkim-name.ts";
import { dkimOneRecord } from "./dkim/dkim-one-record.ts";
import { dkimP } from "./dkim/dkim-p.ts";
import { dkimPresent } from "./dkim/dkim-present.ts";
import { dkimPrivateKey } from "./dkim/dkim-private-key.ts";
import { dkimRevoked } from "./dkim/dkim-revoked.ts";
import { dkimRsaSize } from "./dkim/dkim-rsa-size.ts";
import { dkimRsaWeak } from "./dkim/dkim-rsa-weak.ts";
import { dkimS } from "./dkim/dkim-s.ts";
import { dkimSharedKey } from "./dkim/dkim-shared-key.ts";
import { dkimTFlags } from "./dkim/dkim-t-flags.ts";
import { dkimTaglist } from "./dkim/dkim-taglist.ts";
import { dkimV } from "./dkim/dkim-v.ts";
import { dkimWildcard } from "./dkim/dkim-wildcard.ts";
import { dmarcAlignable } from "./dmarc/dmarc-alignable.ts";
import { dmarcDeepName } from "./dmarc/dmarc-deep-name.ts";
import { dmarcEnums } from "./dmarc/dmarc-enums.ts";
import { dmarcName } from "./dmarc/dmarc-name.ts";
import { dmarcNp } from "./dmarc/dmarc-np.ts";
import { dmarcPPresent } from "./dmarc/dmarc-p-present.ts";
import { dmarcPValue } from "./dmarc/dmarc-p-value.ts";
import { dmarcPolicyNone } from "./dmarc/dmarc-policy-none.ts";
import { dmarcPresent } from "./dmarc/dmarc-present.ts";
import { dmarcPsd } from "./dmarc/dmarc-psd.ts";
import { dmarcRejectNoDkim } from "./dmarc/dmarc-reject-no-dkim.ts";
import { dmarcRejectUsers } from "./dmarc/dmarc-reject-users.ts";
import { dmarcRemovedTag } from "./dmarc/dmarc-removed-tag.ts";
import { dmarcRuaCount } from "./dmarc/dmarc-rua-count.ts";
import { dmarcRuaPresent } from "./dmarc/dmarc-rua-present.ts";
import { dmarcRuaSelfParked } from "./dmarc/dmarc-rua-self-parked.ts";
import { dmarcRuaSize } from "./dmarc/dmarc-rua-size.ts";
import { dmarcRuaUri } from "./dmarc/dmarc-rua-uri.ts";
import { dmarcRufPrivacy } from "./dmarc/dmarc-ruf-privacy.ts";
import { dmarcSingle } from "./dmarc/dmarc-single.ts";
import { dmarcSpIgnored } from "./dmarc/dmarc-sp-ignored.ts";
import { dmarcSpWeaker } from "./dmarc/dmarc-sp-weaker.ts";
import { dmarcStrictAlign } from "./dmarc/dmarc-strict-align.ts";
import { dmarcSyntax } from "./dmarc/dmarc-syntax.ts";
import { dmarcTestMode } from "./dmarc/dmarc-test-mode.ts";
import { dmarcUnknownTag } from "./dmarc/dmarc-unknown-tag.ts";
import { dmarcV } from "./dmarc/dmarc-v.ts";
import { fleetConsentGap } from "./fleet/fleet-consent-gap.ts";
import { fleetDupDomain } from "./fleet/fleet-dup-domain.ts";
import { modeMail } from "./mode/mode-mail.ts";
import { modeReceiveOnly } from "./mode/mode-receive-only.ts";
import { modeSendOnly } from "./mode/mode-send-only.ts";
import { parkComplete } from "./mode/park-complete.ts";
import { parkResidue } from "./mode/park-residue.ts";
import { aliasAtMailHost } from "./mx/alias-at-mail-host.ts";
import { mxDupExchange } from "./mx/mx-dup-exchange.ts";
import { mxHasAddress } from "./mx/mx-has-address.ts";
import { mxHostname } from "./mx/mx-hostname.ts";
import { mxMixedPresets } from "./mx/mx-mixed-presets.ts";
import { mxNotCname } from "./mx/mx-not-cname.ts";
import { mxNotIp } from "./mx/mx-not-ip.ts";
import { mxNullAlone } from "./mx/mx-null-alone.ts";
import { mxNullPref } from "./mx/mx-null-pref.ts";
import { mxNullProvider } from "./mx/mx-null-provider.ts";
import { mxNullSender } from "./mx/mx-null-sender.ts";
import { mxPrefRange } from "./mx/mx-pref-range.ts";
import { mxPresent } from "./mx/mx-present.ts";
import { mxPublicAddr } from "./mx/mx-public-addr.ts";
import { mxRedundancy } from "./mx/mx-redundancy.ts";
import { mxStale } from "./mx/mx-stale.ts";
import { mxTargetUnmanaged } from "./mx/mx-target-unmanaged.ts";
import { nameDelegated } from "./name/name-delegated.ts";
import { nameDoubleHyphen } from "./name/name-double-hyphen.ts";
import { nameIdna } from "./name/name-idna.ts";
import { nameOutsideZone } from "./name/name-outside-zone.ts";
import { namePublicSuffix } from "./name/name-public-suffix.ts";
import { nameRepeatedDomain } from "./name/name-repeated-domain.ts";
import { nameSyntax } from "./name/name-syntax.ts";
import { wildcardMx } from "./name/wildcard-mx.ts";
import { wildcardShadow } from "./name/wildcard-shadow.ts";
import { presetConfidence } from "./preset/preset-confidence.ts";
import { presetEnding } from "./preset/preset-ending.ts";
import { presetIncomplete } from "./preset/preset-incomplete.ts";
import { presetManaged } from "./preset/preset-managed.ts";
import { rrConflictPresets } from "./rr/rr-conflict-presets.ts";
import { rrDuplicate } from "./rr/rr-duplicate.ts";
import { rrTargetFqdn } from "./rr/rr-target-fqdn.ts";
import { rrTtlAdvice } from "./rr/rr-ttl-advice.ts";
import { rrTtlMixed } from "./rr/rr-ttl-mixed.ts";
import { rrTtlRange } from "./rr/rr-ttl-range.ts";
import { rrTypeSupported } from "./rr/rr-type-supported.ts";
import { txtApexMerge } from "./rr/txt-apex-merge.ts";
import { txtAscii } from "./rr/txt-ascii.ts";
import { txtDoubleQuoted } from "./rr/txt-double-quoted.ts";
import { txtEdgeSpace } from "./rr/txt-edge-space.ts";
import { txtRrsetSize } from "./rr/txt-rrset-size.ts";
import { autodCname } from "./service/autod-cname.ts";
import { srvCleartext } from "./service/srv-cleartext.ts";
import { srvKnown } from "./service/srv-known.ts";
import { srvName } from "./service/srv-name.ts";
import { srvNull } from "./service/srv-null.ts";
import { srvTargetTlsName } from "./service/srv-target-tls-name.ts";
import { srvValues } from "./service/srv-values.ts";
import { spfAfterAll } from "./spf/spf-after-all.ts";
import { spfAllPresent } from "./spf/spf-all-present.ts";
import { spfAllQualifier } from "./spf/spf-all-qualifier.ts";
import { spfCidrHostBits } from "./spf/spf-cidr-host-bits.ts";
import { spfDomainSpec } from "./spf/spf-domain-spec.ts";
import { spfDupTerm } from "./spf/spf-dup-term.ts";
import { spfHostCover } from "./spf/spf-host-cover.ts";
import { spfIncludeNone } from "./spf/spf-include-none.ts";
import { spfIpPrivate } from "./spf/spf-ip-private.ts";
import { spfIp4 } from "./spf/spf-ip4.ts";
import { spfIp6 } from "./spf/spf-ip6.ts";
import { spfLookupsStatic } from "./spf/spf-lookups-static.ts";
import { spfLoop } from "./spf/spf-loop.ts";
import { spfMacro } from "./spf/spf-macro.ts";
import { spfPresetCovered } from "./spf/spf-preset-covered.ts";
import { spfPtr } from "./spf/spf-ptr.ts";
import { spfRedirect } from "./spf/spf-redirect.ts";
import { spfRedirectWithAll } from "./spf/spf-redirect-with-all.ts";
import { spfSingle } from "./spf/spf-single.ts";
import { spfSize } from "./spf/spf-size.ts";
import { spfSubdomain } from "./spf/spf-subdomain.ts";
import { spfSyntax } from "./spf/spf-syntax.ts";
import { spfUnknownModifier } from "./spf/spf-unknown-modifier.ts";
import { spfUselessAMx } from "./spf/spf-useless-a-mx.ts";
import { spfVersionCaseSpace } from "./spf/spf-version-case-space.ts";
import { spfVoidStatic } from "./spf/spf-void-static.ts";
import { spfWideRange } from "./spf/spf-wide-range.ts";
import { spfWrongPlace } from "./spf/spf-wrong-place.ts";
import { daneStsAgree } from "./transport/dane-sts-agree.ts";
import { rptRecord } from "./transport/rpt-record.ts";
import { rptSelfMail } from "./transport/rpt-self-mail.ts";
import { rptUri } from "./transport/rpt-uri.ts";
import { rptWithSts } from "./transport/rpt-with-sts.ts";
import { stsHost } from "./transport/sts-host.ts";
import { stsId } from "./transport/sts-id.ts";
import { stsNoMx } from "./transport/sts-no-mx.ts";
import { stsRecord } from "./transport/sts-record.ts";
import { tlsaName } from "./transport/tlsa-name.ts";
import { tlsaRdata } from "./transport/tlsa-rdata.ts";
import { tlsaRollover } from "./transport/tlsa-rollover.ts";
import { tlsaSmtpUsage } from "./transport/tlsa-smtp-usage.ts";

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
