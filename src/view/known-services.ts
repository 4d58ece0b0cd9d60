/** The mail services that mailzone knows where a zone's specs are: those that it brings along, and the project's own. */
import type { Zone } from "../plan/zone.ts";
import { bundledServices, type Services } from "../preset/services.ts";

export const knownServices = ({ domains: [first] }: Pick<Zone, "domains">): Services =>
  first?.domain.services ?? bundledServices;
