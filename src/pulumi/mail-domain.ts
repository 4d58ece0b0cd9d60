/** The component that holds the records of one mail domain. */
import type { Input } from "@pulumi/pulumi/output.js";
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi/resource.js";
import type { PublishedPhase } from "../inventory/published-phase.ts";
import type { PublishedSts } from "../inventory/published-sts.ts";
import { COMPONENT_TYPE } from "../plan/plan.ts";

/** Its name is the domain. If it is protected, so are its resources (the SDK passes the option on). */
export class MailDomain extends ComponentResource {
  constructor(domain: string, options: ComponentResourceOptions = {}) {
    super(COMPONENT_TYPE, domain, {}, options);
  }

  /** Tells the engine that all records of the domain are registered. */
  complete(outputs: {
    readonly records: number;
    readonly migration?: Input<PublishedPhase>;
    readonly mtaSts?: Input<PublishedSts>;
  }): void {
    this.registerOutputs(outputs);
  }
}
