/** Questions and responses in wire format: every type is read as the model writes it, and what is not the response is foreign. */
import { describe, expect, test } from "@jest/globals";
import { type Answer, decode, encode } from "dns-packet";
import {
  framed,
  readResponse,
  readTransferred,
  writeQuestion,
  writeTransferQuestion,
} from "../../../src/live/dns/message.ts";
import type { Question, ReplyData } from "../../../src/live/dns/reply.ts";

const ID = 4711;
const QUESTION: Question = { name: "example.com.", type: "A" };
const A: Answer = { name: "Example.com", type: "A", ttl: 60, data: "192.0.2.1" };

const response = (answers: readonly Answer[], more: object = {}): Buffer =>
  encode({
    ...{ type: "response", id: ID, flags: 0, answers: [...answers] },
    ...{ questions: [{ name: "example.com", type: "A", class: "IN" }] },
    ...more,
  });

describe("a question", () => {
  test.each([
    ["recursive", true, { flag_rd: true, flag_ad: true }, false],
    ["authoritative", true, { flag_rd: false, flag_ad: false }, false],
    ["signed", true, { flag_rd: false }, true],
    ["tcp", false, { flag_rd: false }, undefined],
  ] as const)("%s, EDNS %s", (of, edns, flags, isSigned) => {
    const packet = decode(writeQuestion(QUESTION, ID, { of, edns }));
    expect(packet).toMatchObject({ type: "query", id: ID, ...flags });
    expect(packet.questions).toMatchObject([{ name: "example.com", type: "A", class: "IN" }]);
    const opt = packet.additionals?.find(({ type }) => type === "OPT") as { flag_do?: boolean } | undefined;
    expect(opt?.flag_do).toBe(isSigned);
  });

  test("of a whole zone; over TCP its length comes first", () => {
    const message = writeTransferQuestion("example.com.", ID);
    expect(decode(message).questions).toMatchObject([{ name: "example.com", type: "AXFR" }]);
    expect(framed(message).readUInt16BE(0)).toBe(message.length);
    expect(framed(message).subarray(2)).toEqual(message);
  });
});

describe("a response", () => {
  const digest = Buffer.from("0aff", "hex");
  const TYPES: readonly (readonly [Answer, ReplyData])[] = [
    [A, { type: "A", address: "192.0.2.1" }],
    [{ ...A, type: "AAAA", data: "2001:db8:0:0::1" } as Answer, { type: "AAAA", address: "2001:db8::1" }],
    ...(["CNAME", "NS", "PTR"] as const).map(
      (type) =>
        [{ ...A, type, data: "Host.Example.NET" } as Answer, { type, target: "host.example.net." }] as const,
    ),
    [
      { ...A, type: "MX", data: { preference: 5, exchange: "MX.example.net" } } as Answer,
      { type: "MX", preference: 5, exchange: "mx.example.net." },
    ],
    [
      {
        ...A,
        type: "SRV",
        data: { priority: 1, weight: 2, port: 993, target: "imap.example.net" },
      } as Answer,
      { type: "SRV", priority: 1, weight: 2, port: 993, target: "imap.example.net." },
    ],
    [
      { ...A, type: "CAA", data: { flags: 128, tag: "issue", value: "ca.example.net" } } as Answer,
      { type: "CAA", flags: 128, tag: "issue", value: "ca.example.net" },
    ],
    [
      { ...A, type: "TLSA", data: { usage: 3, selector: 1, matchingType: 1, certificate: digest } } as Answer,
      { type: "TLSA", usage: 3, selector: 1, matching: 1, certificate: "0aff" },
    ],
    [{ ...A, type: "TXT", data: ["v=spf1 ", "-all"] } as Answer, { type: "TXT", text: "v=spf1 -all" }],
    [
      {
        ...{ ...A, type: "SOA" },
        data: {
          ...{ mname: "NS1.example.com", rname: "post.example.com", serial: 1 },
          ...{ refresh: 2, retry: 3, expire: 4, minimum: 5 },
        },
      } as Answer,
      {
        ...{ type: "SOA", mname: "ns1.example.com.", rname: "post.example.com.", serial: 1 },
        ...{ refresh: 2, retry: 3, expire: 4, minimum: 5 },
      },
    ],
    [
      { ...A, type: "DS", data: { keyTag: 1, algorithm: 13, digestType: 2, digest } } as Answer,
      { type: "DS", keyTag: 1, algorithm: 13, digestType: 2, digest: "0aff" },
    ],
    [
      { ...A, type: "DNSKEY", data: { flags: 257, algorithm: 13, key: digest } } as Answer,
      { type: "DNSKEY", flags: 257, algorithm: 13, key: "Cv8=" },
    ],
    [
      {
        ...{ ...A, type: "RRSIG" },
        data: {
          ...{ typeCovered: "MX", algorithm: 13, labels: 2, originalTTL: 60, expiration: 20, inception: 10 },
          ...{ keyTag: 7, signersName: "example.com", signature: digest },
        },
      } as Answer,
      { type: "RRSIG", covered: "MX", keyTag: 7, inception: 10, expiration: 20 },
    ],
  ];
  test.each(TYPES.map(([answer, data]) => [data.type, answer, data] as const))("%s", (_, answer, data) => {
    expect(readResponse(response([answer]), QUESTION, ID)).toMatchObject({
      ...{ rcode: "NOERROR", isTruncated: false },
      answers: [{ name: "example.com.", ttl: 60, data }],
      ...{ authorities: [], additionals: [] },
    });
  });

  test("of other types and classes is left out, and a TTL with its highest bit is 0 (RFC 2181 §8)", () => {
    const answers = [
      { ...A, ttl: 0x80_00_00_00 },
      { ...A, class: "CH" },
      { name: "example.com", type: "HINFO", data: { cpu: "a", os: "b" } },
    ] as Answer[];
    expect(readResponse(response(answers), QUESTION, ID)).toMatchObject({ answers: [{ ttl: 0 }] });
  });

  test.each<[string, Buffer, string]>([
    ["another id", response([A], { id: ID + 1 }), "foreign"],
    ["a query", response([], { type: "query" }), "foreign"],
    ["another name", response([A], { questions: [{ name: "example.net", type: "A" }] }), "foreign"],
    ["another type", response([A], { questions: [{ name: "example.com", type: "MX" }] }), "foreign"],
    [
      "two questions",
      response([A], {
        questions: [
          { name: "example.com", type: "A" },
          { name: "example.com", type: "A" },
        ],
      }),
      "foreign",
    ],
    ["no question", response([A], { questions: [] }), "foreign"],
    ["no message, with the id", response([A]).subarray(0, 20), "garbled"],
    ["no message, with another", Buffer.from([0, 1, 2]), "foreign"],
    ["nothing", Buffer.alloc(0), "foreign"],
  ])("with %s is none: %j", (_, message, read) => {
    expect(readResponse(message, QUESTION, ID)).toBe(read);
  });

  test.each([
    [1, "FORMERR"],
    [3, "NXDOMAIN"],
    [5, "REFUSED"],
    [12, "RCODE12"],
  ])("with the code %d is %s, though it may leave the question out for FORMERR", (rcode, name) => {
    expect(readResponse(response([], { flags: rcode }), QUESTION, ID)).toMatchObject({
      rcode: name,
      answers: [],
    });
    const bare = readResponse(response([], { flags: rcode, questions: [] }), QUESTION, ID);
    if (rcode === 1) expect(bare).toMatchObject({ rcode: "FORMERR" });
    else expect(bare).toBe("foreign");
  });
});

describe("a message of a transfer", () => {
  const soa = {
    ...{ name: "example.com", type: "SOA", ttl: 60 },
    data: { mname: "ns1.example.com", rname: "post.example.com", serial: 1 },
  } as Answer;

  test("has the records, the types that specs do not have, and how often the zone begins", () => {
    const hinfo = { name: "X.example.com", type: "HINFO", data: { cpu: "a", os: "b" } } as Answer;
    expect(readTransferred(response([soa, A, hinfo, soa]), ID)).toMatchObject({
      records: [{ data: { type: "A" } }],
      others: [{ name: "x.example.com.", type: "HINFO" }],
      starts: 2,
    });
    expect(readTransferred(response([]), ID)).toEqual({ records: [], others: [], starts: 0 });
  });

  test.each<[string, Buffer, string]>([
    ["no message", Buffer.from([1]), "answers with something that is no DNS message"],
    ["another id", response([], { id: 1 }), "answers with something else than a transfer"],
    ["a refusal", response([], { flags: 5 }), "refuses the transfer (REFUSED)"],
  ])("%s", (_, message, why) => {
    expect(readTransferred(message, ID)).toBe(why);
  });
});
