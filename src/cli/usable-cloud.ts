/** Clouds that are named on the command line. */
import { cloudNamed, unknownCloud } from "../cloud/named.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { CannotRun } from "./print.ts";

/** @throws CannotRun for a word that is no cloud's name */
export function usableCloud(text: string, option: string): CloudId {
  const cloud = cloudNamed(text);
  if (cloud === undefined) throw new CannotRun(`${option}: ${unknownCloud(text)}`);
  return cloud.id;
}
