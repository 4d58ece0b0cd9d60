/** The sandbox's DNS server answers as name servers of each cloud do, and no malformed message brings it down. */
import { execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { promises as dns } from "node:dns";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, decode, encode, type RecordType } from "dns-packet";
import { alidns } from "../../sandbox/clouds/alidns/provider.ts";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { cloudflare } from "../../sandbox/clouds/cloudflare/provider.ts";
import { route53 } from "../../sandbox/clouds/route53/provider.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import type { Properties, ProviderPlugin } from "../../sandbox/provider.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { needs } from "../needs.ts";
import { type Decoded, query, tcp, udp } from "./dns-client.ts";
import { recordOf } from "./resources.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = temporaryHome();
const servers = {} as Record<Cloud | "all", DnsServer>;
const store = new Store(home);
const long = "k".repeat(255);
const at = (name: string, type: string, rest: Properties) => ({ name, type, ttl: 300, ...rest });

async function fill(plugin: ProviderPlugin, zone: Properties, records: readonly Properties[]): Promise<void> {
  const resource = recordOf(plugin);
  for (const record of records) {
    const { inputs, failures } = resource.check({ ...zone, ...record });
    expect(failures).toEqual([]);
    await resource.create({ store, cloud: plugin.cloud, account: "" }, inputs);
  }
}

beforeAll(async () => {
  const [cf, sub, r53] = ensureZones(home, [
    { cloud: "cloudflare", name: "example.com" },
    { cloud: "cloudflare", name: "deep.example.com" },
    { cloud: "route53", name: "example.com" },
    { cloud: "alidns", name: "example.com" },
  ]);
  await fill(cloudflare, { zoneId: cf?.id }, [
    at("example.com", "MX", { content: "mx1.example.net", priority: 5 }),
    at("example.com", "TXT", { content: '"v=spf1 -all"' }),
    at("example.com", "CAA", { data: { flags: 0, tag: "issue", value: "letsencrypt.org" } }),
    at("example.com", "CNAME", { content: "host.example.com" }),
    at("k._domainkey.example.com", "TXT", { content: `"${long}" "rest"` }),
    at("raw.example.com", "TXT", { content: `${long}rest` }),
    at("www.example.com", "CNAME", { content: "alias.example.com", ttl: 1 }),
    at("alias.example.com", "CNAME", { content: "host.example.com" }),
    at("host.example.com", "A", { content: "192.0.2.1" }),
    at("host.example.com", "AAAA", { content: "2001:DB8:0:0::1" }),
    at("away.example.com", "CNAME", { content: "host.example.net" }),
    at("dead.example.com", "CNAME", { content: "gone.example.com" }),
    at("one.example.com", "CNAME", { content: "two.example.com" }),
    at("two.example.com", "CNAME", { content: "one.example.com" }),
    at("*.wild.example.com", "A", { content: "192.0.2.2" }),
    at("here.wild.example.com", "TXT", { content: '"x"' }),
    at("_imaps._tcp.example.com", "SRV", {
      data: { priority: 0, weight: 1, port: 993, target: "imap.example.net" },
      priority: 0,
    }),
    at("_25._tcp.mail.example.com", "TLSA", {
      data: { usage: 3, selector: 1, matchingType: 1, certificate: "0A1B" },
    }),
    at("10.example.com", "PTR", { content: "mail.example.net" }),
    at("cut.example.com", "NS", { content: "ns.example.org" }),
    at("web.example.com", "A", { content: "192.0.2.9", proxied: true, ttl: 1 }),
    ...Array.from({ length: 20 }, (_, n) =>
      at("big.example.com", "TXT", { content: `"${n} ${"x".repeat(200)}"` }),
    ),
  ]);
  await fill(cloudflare, { zoneId: sub?.id }, [at("a.deep.example.com", "A", { content: "192.0.2.3" })]);
  await fill(route53, { zoneId: r53?.id }, [
    at("example.com", "MX", { records: ["10 mx2.example.net", "0 ."] }),
    at("txt.example.com", "TXT", { records: [`${long}""rest`, "octal \\303\\274"] }),
    at("host.example.com", "A", { records: ["192.0.2.53"] }),
    {
      name: "alias.example.com",
      type: "A",
      aliases: [{ name: "host.example.com.", zoneId: "Z", evaluateTargetHealth: false }],
    },
  ]);
  await fill(alidns, { domainName: "example.com" }, [
    { rr: "@", type: "MX", value: "mx3.example.net", priority: 1 },
    { rr: "@", type: "CNAME", value: "host.example.net" },
    { rr: "off", type: "A", value: "192.0.2.4", status: "DISABLE" },
    { rr: "txt", type: "TXT", value: `${long}ü` },
  ]);
  for (const cloud of ["route53", "cloudflare", "alidns"] as const)
    servers[cloud] = await startDnsServer({ home, cloud });
  servers.all = await startDnsServer({ home, identity: "me" });
});

afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()));
  store.close();
});

async function ask(name: string, type: RecordType, view: Cloud | "all" = "cloudflare"): Promise<Decoded> {
  const [response] = await tcp(servers[view].port, query(name, type));
  return decode(response as Buffer) as unknown as Decoded;
}

const text = (answer: Answer) => {
  const data = (answer as { data: unknown }).data;
  return `${answer.name} ${answer.type} ${Array.isArray(data) ? data.map(String).join("|") : typeof data === "object" ? JSON.stringify(data) : data}`;
};

describe("answers", () => {
  const rows: [string, RecordType, string, string[], ("cloudflare" | "route53" | "alidns")?][] = [
    ["example.com", "MX", "NOERROR", ['example.com MX {"preference":5,"exchange":"mx1.example.net"}']],
    [
      "example.com",
      "CAA",
      "NOERROR",
      ['example.com CAA {"flags":0,"tag":"issue","value":"letsencrypt.org","issuerCritical":false}'],
    ],
    ["10.example.com", "PTR", "NOERROR", ["10.example.com PTR mail.example.net"]],
    [
      "_25._tcp.mail.example.com",
      "TLSA",
      "NOERROR",
      [
        '_25._tcp.mail.example.com TLSA {"usage":3,"selector":1,"matchingType":1,"certificate":{"type":"Buffer","data":[10,27]}}',
      ],
    ],
    ["k._domainkey.example.com", "TXT", "NOERROR", [`k._domainkey.example.com TXT ${long}|rest`]],
    ["raw.example.com", "TXT", "NOERROR", [`raw.example.com TXT ${long}|rest`]],
    [
      "WwW.ExAmPlE.cOm",
      "A",
      "NOERROR",
      [
        "WwW.ExAmPlE.cOm CNAME alias.example.com",
        "alias.example.com CNAME host.example.com",
        "host.example.com A 192.0.2.1",
      ],
    ],
    ["www.example.com", "CNAME", "NOERROR", ["www.example.com CNAME alias.example.com"]],
    ["away.example.com", "A", "NOERROR", ["away.example.com CNAME host.example.net"]],
    ["dead.example.com", "A", "NXDOMAIN", ["dead.example.com CNAME gone.example.com"]],
    [
      "one.example.com",
      "A",
      "NOERROR",
      ["one.example.com CNAME two.example.com", "two.example.com CNAME one.example.com"],
    ],
    ["host.example.com", "AAAA", "NOERROR", ["host.example.com AAAA 2001:db8::1"]],
    ["host.example.com", "MX", "NOERROR", []],
    ["nowhere.example.com", "A", "NXDOMAIN", []],
    ["_tcp.example.com", "SRV", "NOERROR", []],
    [
      "_imaps._tcp.example.com",
      "SRV",
      "NOERROR",
      ['_imaps._tcp.example.com SRV {"priority":0,"weight":1,"port":993,"target":"imap.example.net"}'],
    ],
    ["x.wild.example.com", "A", "NOERROR", ["x.wild.example.com A 192.0.2.2"]],
    ["y.x.wild.example.com", "A", "NOERROR", ["y.x.wild.example.com A 192.0.2.2"]],
    ["x.wild.example.com", "TXT", "NOERROR", []],
    ["here.wild.example.com", "A", "NOERROR", []],
    ["x.here.wild.example.com", "A", "NXDOMAIN", []],
    ["wild.example.com", "A", "NOERROR", []],
    ["example.com", "A", "NOERROR", ["example.com A 192.0.2.1"]],
    ["example.com", "CNAME", "NOERROR", []],
    [
      "example.com",
      "NS",
      "NOERROR",
      ["example.com NS ada.sandbox.invalid", "example.com NS bob.sandbox.invalid"],
    ],
    ["a.deep.example.com", "A", "NOERROR", ["a.deep.example.com A 192.0.2.3"]],
    ["web.example.com", "A", "NOERROR", ["web.example.com A 192.0.2.80"]],
    ["example.org", "A", "REFUSED", []],
    [
      "example.com",
      "MX",
      "NOERROR",
      [
        'example.com MX {"preference":10,"exchange":"mx2.example.net"}',
        'example.com MX {"preference":0,"exchange":"."}',
      ],
      "route53",
    ],
    [
      "txt.example.com",
      "TXT",
      "NOERROR",
      [`txt.example.com TXT ${long}|rest`, "txt.example.com TXT octal ü"],
      "route53",
    ],
    ["alias.example.com", "A", "NOERROR", ["alias.example.com A 192.0.2.53"], "route53"],
    ["alias.example.com", "MX", "NOERROR", [], "route53"],
    [
      "example.com",
      "MX",
      "NOERROR",
      ['example.com MX {"preference":1,"exchange":"mx3.example.net"}'],
      "alidns",
    ],
    ["example.com", "A", "NOERROR", ["example.com CNAME host.example.net"], "alidns"],
    ["off.example.com", "A", "NXDOMAIN", [], "alidns"],
  ];
  test.each(rows)("%s %s: %s %j", async (name, type, rcode, answers, view = "cloudflare") => {
    const response = await ask(name, type, view);
    expect(response.rcode).toBe(rcode);
    expect(response.answers.map(text)).toEqual(answers);
    if (rcode === "NXDOMAIN" || (rcode === "NOERROR" && answers.length === 0)) {
      expect(response.authorities.map(({ type: kind }) => kind)).toEqual(["SOA"]);
    }
  });

  test("a TXT at Alibaba Cloud DNS is cut at 255 octets, not characters", async () => {
    const { answers } = await ask("txt.example.com", "TXT", "alidns");
    expect((answers[0] as { data: Buffer[] }).data.map(({ length }) => length)).toEqual([255, 2]);
  });

  test("ANY is answered by one RRset (RFC 8482)", async () => {
    const types = (await ask("host.example.com", "ANY" as RecordType)).answers.map(({ type }) => type);
    expect(new Set(types).size).toBe(1);
  });

  test("below a delegation comes a referral", async () => {
    const response = await ask("x.cut.example.com", "A");
    expect([response.rcode, response.flag_aa, response.answers]).toEqual(["NOERROR", false, []]);
    expect(response.authorities.map(text)).toEqual(["cut.example.com NS ns.example.org"]);
  });

  test("the view of all clouds has the zone too, and says who it is", async () => {
    expect((await ask("example.com", "MX", "all")).answers).toHaveLength(1);
    const who = encode({
      type: "query",
      id: 1,
      questions: [{ name: "id.server", type: "TXT", class: "CH" }],
    });
    const [response] = await tcp(servers.all.port, who);
    expect((decode(response as Buffer).answers as Answer[]).map(text)).toEqual(["id.server TXT me"]);
  });

  test("reads are fresh: what another connection commits is answered at once", async () => {
    expect((await ask("new.example.com", "A")).rcode).toBe("NXDOMAIN");
    const [zone] = ensureZones(home, [{ cloud: "cloudflare", name: "example.com" }]);
    await fill(cloudflare, { zoneId: zone?.id }, [at("new.example.com", "A", { content: "192.0.2.7" })]);
    expect((await ask("new.example.com", "A")).rcode).toBe("NOERROR");
  });
});

describe("the protocol", () => {
  test.each([
    ["512 without EDNS", undefined, true],
    ["the asker's size", 1232, true],
    ["what the server takes at most", 8192, true],
  ])("truncates over UDP by %s", async (_, size, truncated) => {
    const response = (await udp(servers.cloudflare.port, query("big.example.com", "TXT", size))) as Buffer;
    expect(response.length).toBeLessThanOrEqual(Math.min(size ?? 512, 4096));
    expect((decode(response) as unknown as Decoded).flag_tc).toBe(truncated);
    expect(decode(response).additionals?.map(({ type }) => type)).toEqual(size ? ["OPT"] : []);
  });

  test("a small answer fits without EDNS", async () => {
    const response = decode(
      (await udp(servers.cloudflare.port, query("example.com", "MX"))) as Buffer,
    ) as unknown as Decoded;
    expect([response.flag_tc, response.answers.length, response.id]).toEqual([false, 1, 7]);
  });

  test("TCP takes several questions on one connection, in pieces", async () => {
    const responses = await tcp(
      servers.cloudflare.port,
      query("big.example.com", "TXT"),
      query("example.com", "MX"),
    );
    expect(responses.map((response) => decode(response).answers?.length)).toEqual([20, 1]);
  });

  const valid = query("example.com", "A");
  const header = (flags: number, questions: number) => {
    const message = Buffer.from(valid);
    message.writeUInt16BE(flags, 2);
    message.writeUInt16BE(questions, 4);
    return message;
  };
  test.each([
    ["half a question", valid.subarray(0, 20), 1],
    ["no question", header(0x100, 0), 1],
    ["two questions where one is", header(0x100, 2), 1],
    ["an unknown opcode", header(0x2800, 1), 4],
    [
      "a name that points to itself",
      Buffer.concat([valid.subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])]),
      1,
    ],
  ])("%s is refused, not fatal", async (_, message, rcode) => {
    const response = await udp(servers.cloudflare.port, message);
    expect(response && response.readUInt16BE(2) & 15).toBe(rcode);
  });

  test.each([
    ["an answer", header(0x8180, 1)],
    ["a few bytes", Buffer.from("hello")],
    ["nothing", Buffer.alloc(0)],
  ])("%s is ignored", async (_, message) => {
    expect(await udp(servers.cloudflare.port, message, 100)).toBeUndefined();
  });

  test("noise does not bring it down", async () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed % 256;
    };
    const socket = createSocket("udp4");
    for (let n = 0; n < 2000; n++) {
      const message = n % 2 ? Buffer.from(valid) : Buffer.alloc(random() % 64);
      for (let spoiled = 0; spoiled < 4 && message.length > 0; spoiled++)
        message[random() % message.length] = random();
      socket.send(message, servers.cloudflare.port, "127.0.0.1");
    }
    await new Promise((done) => setTimeout(done, 100));
    socket.close();
    expect((await ask("example.com", "MX")).rcode).toBe("NOERROR");
  });
});

describe("clients agree", () => {
  const resolver = new dns.Resolver({ timeout: 2000, tries: 2 });
  beforeAll(() => resolver.setServers([`127.0.0.1:${servers.cloudflare.port}`]));

  test("Node's Resolver", async () => {
    expect(await resolver.resolveMx("example.com")).toEqual([{ exchange: "mx1.example.net", priority: 5 }]);
    expect(await resolver.resolveTxt("k._domainkey.example.com")).toEqual([[long, "rest"]]);
    expect(await resolver.resolveTxt("big.example.com")).toHaveLength(20);
    expect(await resolver.resolve4("www.example.com")).toEqual(["192.0.2.1"]);
    expect(await resolver.resolveSrv("_imaps._tcp.example.com")).toEqual([
      { name: "imap.example.net", port: 993, priority: 0, weight: 1 },
    ]);
    expect(await resolver.resolveCaa("example.com")).toEqual([{ critical: 0, issue: "letsencrypt.org" }]);
    await expect(resolver.resolve4("nowhere.example.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
    await expect(resolver.resolveMx("host.example.com")).rejects.toMatchObject({ code: "ENODATA" });
  });

  needs("dig").test("dig", async () => {
    // Not the synchronous form: the server that dig asks lives in this very process.
    const run = promisify(execFile);
    const dig = async (...args: string[]) =>
      (await run("dig", ["@127.0.0.1", "-p", String(servers.cloudflare.port), "+short", ...args])).stdout;
    expect(await dig("example.com", "MX")).toBe("5 mx1.example.net.\n");
    expect(await dig("k._domainkey.example.com", "TXT")).toBe(`"${long}" "rest"\n`);
    expect(await dig("www.example.com", "A")).toBe("alias.example.com.\nhost.example.com.\n192.0.2.1\n");
    expect((await dig("big.example.com", "TXT")).split("\n")).toHaveLength(21);
    expect(await dig("_25._tcp.mail.example.com", "TLSA")).toBe("3 1 1 0A1B\n");
    expect(await dig("10.example.com", "PTR")).toBe("mail.example.net.\n");
    expect(await dig("example.com", "CAA")).toBe('0 issue "letsencrypt.org"\n');
  });
});
