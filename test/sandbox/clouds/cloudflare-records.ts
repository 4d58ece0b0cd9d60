/** Records as a program gives them to Cloudflare's provider. */
import type { Properties } from "../../../sandbox/provider.ts";

export const at = (name: string, type: string, rest: Properties): Properties => ({
  name,
  type,
  ttl: 300,
  ...rest,
});
export const mx = (rest: Properties = {}) =>
  at("example.com", "MX", { content: "mx.example.net", priority: 10, ...rest });
export const txt = (content: string, rest: Properties = {}) => at("example.com", "TXT", { content, ...rest });
export const a = (rest: Properties = {}) => at("mail.example.com", "A", { content: "192.0.2.1", ...rest });
export const cname = (rest: Properties = {}) =>
  at("mail.example.com", "CNAME", { content: "host.example.net", ...rest });
export const srv = (rest: Properties = {}) =>
  at("_imaps._tcp.example.com", "SRV", {
    data: { priority: 0, weight: 1, port: 993, target: "imap.example.net" },
    priority: 0,
    ...rest,
  });
export const caa = (flags: unknown = 0) =>
  at("example.com", "CAA", { data: { flags, tag: "issue", value: "letsencrypt.org" } });

export const tlsa = (certificate: string) =>
  at("_25._tcp.mail.example.com", "TLSA", {
    data: { usage: 3, selector: 1, matchingType: 1, certificate },
  });
