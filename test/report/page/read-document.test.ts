/** What another command printed is read, and anything else is refused without a word of its content. */
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { NoDocument, readDocument } from "../../../src/report/page/read-document.ts";

const schema = z.strictObject({
  version: z.literal(1),
  domains: z.array(z.strictObject({ domain: z.string(), ttl: z.int().nullable() })),
});
const read = (text: string) => readDocument(text, () => schema);

test.each([
  ["as the schema says", { version: 1, domains: [{ domain: "a.example", ttl: null }] }],
  [
    "with keys of a newer mailzone",
    { version: 1, domains: [{ domain: "a.example", ttl: 1, new: {} }], more: [] },
  ],
])("a document %s is read", (_, document) => {
  expect(read(JSON.stringify(document))).toEqual(document);
});

test.each([
  ["an empty file", " \n", "it is empty"],
  ["text", "all is well, secret", "it is not valid JSON"],
  ["a part of a document", '{"version": 1, "domains": [', "it is not valid JSON"],
  ["null", "null", "it is not a JSON object"],
  ["a list", "[]", "it is not a JSON object"],
  ["a number", "1", "it is not a JSON object"],
  [
    "another version",
    '{"version": 2, "domains": []}',
    "it is of version 2, and this mailzone reads version 1",
  ],
  ["no version", '{"domains": []}', /^at version: /],
  ["another document", '{"version": 1}', /^at domains: /],
  ["a wrong type", '{"version": 1, "domains": "secret"}', /^at domains: (?!.*secret)/],
  [
    "a wrong type within",
    '{"version": 1, "domains": [{"domain": 5, "ttl": null}]}',
    /^at domains\.0\.domain: /,
  ],
  ["an unknown key beside a mistake", '{"x": 1, "version": 1, "domains": [{}]}', /^at domains\.0\.domain: /],
  ["a prototype", '{"__proto__": {"version": 1, "domains": []}}', /^at version: /],
])("%s is refused", (_, text, message) => {
  expect(() => read(text)).toThrow(NoDocument);
  expect(() => read(text)).toThrow(message);
});
