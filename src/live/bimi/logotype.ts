/** The logo in a mark certificate: the extension of RFC 9399, with the file in a data: URL (RFC 2397). */
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate } from "@peculiar/asn1-x509";
import { id_pe_logotype, LogotypeExtn } from "@peculiar/asn1-x509-logotype";
import { unpacked } from "./svgz.ts";

/** Absent: the certificate has no such extension. Unreadable: it has no SVG file in it, or one that cannot be unpacked. */
export type Logotype = { readonly svg: Buffer } | "absent" | "unreadable";

/** Of a certificate in DER. */
export function logotypeOf(certificate: Uint8Array): Logotype {
  try {
    const { extensions } = AsnConvert.parse(certificate, Certificate).tbsCertificate;
    const extension = extensions?.find(({ extnID }) => extnID === id_pe_logotype);
    if (extension === undefined) return "absent";
    const { subjectLogo } = AsnConvert.parse(extension.extnValue, LogotypeExtn);
    const [uri] = subjectLogo?.direct?.image?.[0]?.imageDetails.logotypeURI ?? [];
    const [, base64] = /^data:image\/svg\+xml;base64,([A-Za-z0-9+/=\s]+)$/i.exec(uri ?? "") ?? [];
    return base64 === undefined ? "unreadable" : { svg: unpacked(Buffer.from(base64, "base64")) };
  } catch {
    return "unreadable";
  }
}
