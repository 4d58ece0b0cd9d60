/** The URL under which something other than this machine fetches a git repository. */

export interface RepositoryUrl {
  /** Without credentials. */
  readonly url: string;
  readonly hadCredentials: boolean;
  /** Whether a key is needed for it, and not a token. */
  readonly isSsh: boolean;
}

/** `git@host:path`, which is git's own form; one letter before the colon is a drive, and a second "@" ends a password. */
const SCP = /^(?:[\w.-]+@)?[\w.-]{2,}:\/?[^\s@/][^\s@]*$/;

/** Undefined for what is on this machine only, such as a folder. */
export function repositoryUrl(text: string): RepositoryUrl | undefined {
  if (SCP.test(text)) return { url: text, hadCredentials: false, isSsh: true };
  const url = URL.parse(text);
  if (url === null || url.hostname === "" || !/^(?:https?|ssh|git):$/.test(url.protocol)) return undefined;
  const isSsh = url.protocol === "ssh:";
  const before = url.href;
  url.password = "";
  // a token may be the user, or a part of the query; with ssh the user says whose key counts
  if (!isSsh) url.username = "";
  url.search = "";
  url.hash = "";
  return { url: url.href, hadCredentials: url.href !== before, isSsh };
}

/** Whether the URL of a backend has a password in it, as those of databases may. */
export function hasPassword(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  return (
    url.password !== "" || [...url.searchParams.keys()].some((key) => /password|secret|token/i.test(key))
  );
}
