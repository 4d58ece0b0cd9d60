/** Adds digests of certificates to the hosts under `dane` of specs, as edits of their files. */
import { appendItems } from "../../source/edit.ts";
import type { Spec } from "../../spec/spec.ts";
import { withoutDot } from "../../zone/name.ts";
import { CannotEdit, SpecFileEdits } from "../spec-file-edits.ts";

export class PinEdits extends SpecFileEdits {
  /** `name` is the host's under `dane`, as the spec has or is to have it. @throws CannotEdit, and then keeps no edit of it */
  add(spec: Spec, name: string, item: { readonly sha256: string; readonly since: string }): void {
    refuseShared(spec, name);
    this.edit(spec, (text, line) => appendItems(text, line, ["dane", "hosts", name, "certificates"], [item]));
  }
}

/** @throws CannotEdit for a host that other specs have too */
function refuseShared({ domain, input, place: { file }, source }: Spec, name: string): void {
  const shown = withoutDot(domain);
  if ((input.domains?.length ?? 0) > 1)
    throw new CannotEdit(
      `the spec of ${shown} in ${file} is for several domains, and all of them would get the record: give the domain a spec of its own`,
    );
  const own = input.dane?.hosts[name] && source.place(["dane", "hosts", name, "certificates"]).file;
  if (own !== undefined && own !== file)
    throw new CannotEdit(
      `the certificates of ${name} are in ${own}, where other specs have them too: give ${file} a dane: of its own`,
    );
}
