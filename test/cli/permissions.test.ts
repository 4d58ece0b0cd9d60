/** `mailzone permissions`: ids come from specs and from the stack's config; each format is what its reader takes. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { mailzoneHere } from "./captured.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-permissions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "stacks/prod"), { recursive: true });
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
write("Pulumi.yaml", "name: acme\nruntime: nodejs\n");
write(
  "stacks/Pulumi.prod.yaml",
  "config:\n  acme:zoneIds:\n    route53:\n      example.com: Z0000000000000000001\n",
);
write("stacks/prod/a.yaml", "domain: example.com\ndns: route53\nmailbox: mailbox-org\n");
write(
  "stacks/prod/b.yaml",
  "domain: example.net\ndns: [{cloud: route53, zoneId: Z0000000000000000002}, {cloud: cloudflare, account: shop}]\nmailbox: mailbox-org\n",
);

const permissions = (...words: string[]) => mailzoneHere(["permissions", ...words], folder);

test("aws: the document alone, for the zones whose ids are known", async () => {
  const { code, stdout } = await permissions("--format", "aws");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).Statement[0].Resource).toEqual([
    "arn:aws:route53:::hostedzone/Z0000000000000000001",
    "arn:aws:route53:::hostedzone/Z0000000000000000002",
  ]);
});

test("json: each cloud and account, as the schema says", async () => {
  const schema = join(import.meta.dirname, "../../schema/permissions.schema.json");
  const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(schema, "utf8")));
  const document = JSON.parse((await permissions("--format", "json")).stdout);
  expect([validate(document), validate.errors]).toEqual([true, null]);
  expect(document.permissions.map((one: Record<string, unknown>) => [one["cloud"], one["account"]])).toEqual([
    ["route53", null],
    ["cloudflare", "shop"],
  ]);
});

test("a cloud that no spec names, and no specs at all, end in one line", async () => {
  expect(await permissions("--format", "alicloud")).toEqual({
    code: 2,
    stdout: "",
    stderr: "mailzone: no spec publishes to alidns\n",
  });
  expect(await permissions("absent")).toMatchObject({ code: 2, stdout: "" });
});
