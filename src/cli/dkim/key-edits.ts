/** Changes the DKIM keys in specs, as edits of their files. */
import { appendItems, type Item } from "../../source/edit.ts";
import { setInItem } from "../../source/edit-item.ts";
import type { DkimKey, Spec } from "../../spec/spec.ts";
import { withoutDot } from "../../zone/name.ts";
import { CannotEdit, type MakeEdit, SpecFileEdits } from "../spec-file-edits.ts";

/** Any key of a spec that is to get another one. */
const ANY_KEY: Item = { selector: "x", key: "x" };

export class KeyEdits extends SpecFileEdits {
  /** A further key. @throws CannotEdit, and then keeps no edit of it */
  add(spec: Spec, item: Item): void {
    this.edit(spec, (text, line) => appendItems(text, line, "dkim", [item]));
  }

  /** Whether a further key can be added; keeps no edit. @throws CannotEdit */
  tryAdding(spec: Spec): void {
    this.try(spec, (text, line) => appendItems(text, line, "dkim", [ANY_KEY]));
  }

  /** Other texts for a key. @throws CannotEdit, and then keeps no edit of it */
  set(spec: Spec, { path, selector }: DkimKey, texts: Readonly<Record<string, string>>): void {
    const item = { key: "dkim", index: Number(path.at(-1)), has: { selector } };
    this.edit(spec, (text, line) => setInItem(text, line, item, texts));
  }

  override try(spec: Spec, make: MakeEdit): { readonly file: string; readonly line: number } {
    refuseShared(spec);
    return super.try(spec, make);
  }
}

/** @throws CannotEdit for a spec whose keys are not its own */
function refuseShared({ place: { file }, dkim, input, domain }: Spec): void {
  const shown = withoutDot(domain);
  const above = dkim.find((key) => key.place.file !== file);
  if (above !== undefined)
    throw new CannotEdit(
      `the DKIM keys of ${shown} are in ${above.place.file}, where other specs have them too: give ${file} a dkim: of its own`,
    );
  if ((input.domains?.length ?? 0) > 1 || dkim.some(({ path }) => path[0] !== "dkim"))
    throw new CannotEdit(
      `the spec of ${shown} in ${file} is for several domains, and all of them would get the key: give the domain a spec of its own`,
    );
}
