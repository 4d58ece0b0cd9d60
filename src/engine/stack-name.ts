/** Of `<organization>/<project>/<stack>`, the last. */
export const stackName = (stack: string): string => stack.split("/").at(-1) ?? stack;
