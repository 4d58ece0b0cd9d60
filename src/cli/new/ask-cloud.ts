/** Asks for the DNS host of a domain. */
import { clouds } from "../../cloud/clouds.ts";
import { cloudNamed, searchClouds, unknownCloud } from "../../cloud/named.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { oneOf } from "../../words/list.ts";
import type { Interview } from "../asking/interview.ts";

/** The cloud, by its id or by what people call it: `Cloudflare`, `AWS`, `阿里云`. */
export async function askCloud(
  given: string | undefined,
  interview: Interview,
  option = "--dns",
): Promise<CloudId | undefined> {
  const answer = await interview.choose(
    {
      option,
      given,
      missing: `${option} (${oneOf(clouds.map(({ id }) => id))})`,
      read(text) {
        const cloud = cloudNamed(text);
        return cloud === undefined ? { problem: unknownCloud(text) } : { value: cloud.id };
      },
    },
    {
      what: "Where is the domain's DNS hosted?",
      first: "taken",
      search: (typed) =>
        searchClouds(typed).map(({ id, title }) => ({ value: id, title: `${title} (${id})` })),
      none: unknownCloud,
    },
  );
  return answer as CloudId | undefined;
}
