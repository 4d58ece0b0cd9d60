/** Why the engine refused, in words that say what to do. */

/** What to do about what the engine says, by a pattern of it. */
const REASONS: readonly (readonly [pattern: RegExp, what: (stack: string) => string])[] = [
  [
    /no stack named|stack .* not found/i,
    (stack) => `there is no stack ${stack} here: pulumi stack ls lists them, and pulumi stack init makes one`,
  ],
  [
    /stack is currently locked|the stack is locked/i,
    (stack) =>
      `the stack ${stack} is locked by another run: wait for it, or, when it has died, run pulumi cancel --stack ${stack}`,
  ],
  [
    /passphrase must be set|incorrect passphrase/i,
    () => "the stack's secrets cannot be read: set PULUMI_CONFIG_PASSPHRASE",
  ],
  [
    /PULUMI_ACCESS_TOKEN must be set|could not determine (?:current )?backend|problem logging in/i,
    () => "the engine is not logged in to the backend that holds the stack: pulumi login",
  ],
  [
    /no Pulumi\.ya?ml project file found/i,
    () => "there is no Pulumi.yaml in this folder or above it: run this where the project is",
  ],
  [
    /failed to load checkpoint/i,
    (stack) =>
      `the engine cannot read the state of the stack ${stack}, as when a run was killed while it wrote it: mailzone recover ${stack}`,
  ],
];

/** What is known of such words of the engine; undefined for others. */
export function knownReason(stack: string, output: string): string | undefined {
  return REASONS.find(([pattern]) => pattern.test(output))?.[1](stack);
}
