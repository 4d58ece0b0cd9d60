/** A DMARC report with many rows, each of an address of its own. */
const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <report_metadata>
    <org_name>receiver.example</org_name>
    <email>dmarc@receiver.example</email>
    <report_id>1</report_id>
    <date_range><begin>1764460800</begin><end>1764547199</end></date_range>
  </report_metadata>
  <policy_published><domain>example.com</domain><p>none</p><sp>none</sp></policy_published>
`;

/** Two messages a row; every tenth is signed by somebody else, and fails. */
function row(i: number): string {
  const ip = `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
  const [signer, dkim] = i % 10 === 0 ? ["vendor.example", "fail"] : ["example.com", "pass"];
  return `  <record>
    <row><source_ip>${ip}</source_ip><count>2</count>
      <policy_evaluated><disposition>none</disposition><dkim>${dkim}</dkim><spf>fail</spf></policy_evaluated></row>
    <identifiers><envelope_from>example.com</envelope_from><header_from>example.com</header_from></identifiers>
    <auth_results><dkim><domain>${signer}</domain><selector>s1</selector><result>pass</result></dkim>
      <spf><domain>example.com</domain><scope>mfrom</scope><result>fail</result></spf></auth_results>
  </record>
`;
}

export const manyRows = (rows: number): string =>
  `${HEAD}${Array.from({ length: rows }, (_, i) => row(i)).join("")}</feedback>\n`;
