/** The text of a new spec. */
import { printSpec, type SpecDraft, type UseDraft } from "../../spec/print.ts";
import type { PresetRole } from "../../spec/spec.ts";
import { withoutAbove } from "../../spec/without-above.ts";
import { ABOVE, type SpecAnswers } from "./ask-spec.ts";

/** `schema` is the path or address of the spec schema, for editors; absent if they find it otherwise. */
export function specText({ domain, dns, uses, dmarc, above }: SpecAnswers, schema?: string): string {
  const of = (role: PresetRole): UseDraft[] => uses.filter((one) => one.role === role);
  const [mailbox] = of("mailbox");
  const [gateway] = of("gateway");
  const draft: SpecDraft = {
    domain,
    ...(dns === ABOVE ? {} : { dns }),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(gateway === undefined ? {} : { gateway }),
    senders: of("sender"),
    ...(dmarc === undefined ? {} : { dmarc: dmarcFields(dmarc) }),
  };
  const spec = printSpec(withoutAbove(draft, above));
  return `${schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n`}${spec}`;
}

const dmarcFields = ({ policy, nonexistentPolicy, rua }: NonNullable<SpecAnswers["dmarc"]>) => ({
  policy,
  nonexistentPolicy,
  rua: rua.length === 0 ? undefined : rua.map((address) => `mailto:${address}`),
});
