/** The script of a Worker that serves one text, as a module with a fetch handler; and the text in it. */
import type { ServedText } from "../../preset/policy-worker.ts";

/**
 * The text is data in it: as JSON, line by line, so that a preview shows which line changes. For an MTA-STS policy the answer has to be 200
 * with text/plain, and no redirect (RFC 8461 §3.2, §3.3).
 */
export const workerScript = ({ path, text }: ServedText): string => `\
// Published by mailzone. Change the spec, not this script.
const path = ${JSON.stringify(path)};
const text = ${JSON.stringify(text.split("\n"), undefined, 2)}.join("\\n");
const headers = { "content-type": "text/plain" };

export default {
  fetch({ url, method }) {
    if (new URL(url).pathname !== path) return new Response("Not Found\\n", { status: 404, headers });
    if (method === "HEAD") return new Response(null, { headers });
    if (method === "GET") return new Response(text, { headers });
    return new Response("Method Not Allowed\\n", { status: 405, headers: { ...headers, allow: "GET, HEAD" } });
  },
};
`;

/** The text that such a script serves; undefined for any other script. */
export function textInScript(script: string): string | undefined {
  const lines = script.split("\n");
  const begin = lines.indexOf("const text = [");
  const end = lines.indexOf('].join("\\n");', begin);
  if (begin === -1 || end === -1) return undefined;
  try {
    return (JSON.parse(`[${lines.slice(begin + 1, end).join("")}]`) as unknown[]).join("\n");
  } catch {
    // somebody else's, or changed by somebody
    return undefined;
  }
}
