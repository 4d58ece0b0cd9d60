/** Every regular expression in source files, found with TypeScript's own parser. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export interface Expression {
  readonly file: string;
  readonly line: number;
  /** As in the file: `/a+/i`, or the call that makes one from text. */
  readonly text: string;
  /** What is known without running the program; absent for one that is made from text. */
  readonly literal?: { readonly source: string; readonly flags: string };
}

/** The literals and the calls of `RegExp` in these files, which are relative to `root`. */
export function expressionsOf(files: readonly string[], root: string): Expression[] {
  return files.flatMap((file) => expressionsIn(file, readFileSync(join(root, file), "utf8")));
}

export function expressionsIn(file: string, text: string): Expression[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const add = (node: ts.Node, literal?: Expression["literal"]): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ file, line: line + 1, text: node.getText(), ...(literal && { literal }) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      add(node, { source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && isRegExp(node.expression))
      add(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isRegExp = (callee: ts.Expression): boolean => /^(?:globalThis\.)?RegExp$/.test(callee.getText());
