/** The engine's steps as changes: of a policy that a Worker serves, which is told of once, by its script. */
import { expect, test } from "@jest/globals";
import { workerScript } from "../../src/cloud/cloudflare/worker-script.ts";
import { cloudOf } from "../../src/cloud/clouds.ts";
import type { Step } from "../../src/engine/engine-events.ts";
import type { PolicyChange } from "../../src/engine/plan-change.ts";
import { planChanges } from "../../src/engine/plan-changes.ts";
import { COMPONENT_TYPE } from "../../src/plan/plan.ts";

const { scriptToken = "", hostnameToken = "" } = cloudOf("cloudflare").worker ?? {};
const RESOURCE = "example.com/mta-sts/WORKER";
const parent = `urn:pulumi:test::mailzone::${COMPONENT_TYPE}::example.com`;

const script = (text: string) => ({
  inputs: { content: workerScript({ host: "mta-sts.example.com.", path: "/", text }) },
  parent,
});
const step = (op: string, type: string, old?: Step["old"], next?: Step["new"]): Step => ({
  op,
  type,
  urn: `urn:pulumi:test::mailzone::${COMPONENT_TYPE}$${type}::${RESOURCE}`,
  ...(old && { old }),
  ...(next && { new: next }),
});

const OLD = script("mode: testing\n");
const NEXT = script("mode: enforce\n");
const FOREIGN = { inputs: { content: "export default {};" }, parent };

test.each<[readonly string[], readonly Step[], Partial<PolicyChange> | undefined]>([
  [["same"], [step("same", scriptToken, OLD, OLD)], undefined],
  [["create"], [step("create", scriptToken, undefined, NEXT)], { kind: "create", after: "mode: enforce\n" }],
  [
    ["update"],
    [step("update", scriptToken, OLD, NEXT)],
    { kind: "update", before: "mode: testing\n", after: "mode: enforce\n" },
  ],
  [
    ["update of what somebody else has put there"],
    [step("update", scriptToken, FOREIGN, NEXT)],
    { kind: "update", after: "mode: enforce\n" },
  ],
  [["delete"], [step("delete", scriptToken, OLD)], { kind: "delete", before: "mode: testing\n" }],
])("%j", (_, steps, wanted) => {
  const common = {
    resource: RESOURCE,
    cloud: "cloudflare",
    domain: "example.com",
    host: "mta-sts.example.com.",
  };
  expect(planChanges(steps)).toEqual({
    zones: [],
    policies: wanted === undefined ? [] : [{ ...common, ...wanted }],
    changes: [],
    unchanged: 0,
    others: 0,
  });
});

test("its hostname is one of the other resources", () => {
  const hostname = { inputs: { hostname: "mta-sts.example.com" }, parent };
  expect(planChanges([step("create", hostnameToken, undefined, hostname)])).toMatchObject({
    policies: [],
    others: 1,
  });
});
