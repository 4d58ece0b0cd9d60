/** Clouds by what people call them. */
import type { CloudId } from "../spec/cloud-id.ts";
import { oneOf } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import type { Cloud } from "./cloud.ts";
import { clouds } from "./clouds.ts";

/** Without what differs from one spelling to the next: `Route 53` is `route53`. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const namesOf = ({ id, title, aliases }: Cloud): string[] => [id, title, ...aliases];

/** The cloud with that id, title or other name, in any spelling. */
export const cloudNamed = (name: string): Cloud | undefined =>
  clouds.find((cloud) => namesOf(cloud).some((one) => plain(one) === plain(name)));

/** The clouds in whose names the text is. */
export const searchClouds = (text: string): readonly Cloud[] =>
  clouds.filter((cloud) => namesOf(cloud).some((one) => plain(one).includes(plain(text))));

/** Why a name is none of a cloud. */
export function unknownCloud(name: string): string {
  const ids: readonly CloudId[] = clouds.map(({ id }) => id);
  const meant = nearest(name, clouds.flatMap(namesOf));
  const suggestion = meant === undefined ? "" : `; did you mean ${cloudNamed(meant)?.id}?`;
  return `${JSON.stringify(name)} is not ${oneOf(ids)}${suggestion}`;
}
