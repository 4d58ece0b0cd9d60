/** Records as a program gives them to the provider of Alibaba Cloud DNS. */
import type { Properties } from "../../../sandbox/provider.ts";

export const at = (rr: string, type: string, value: string, rest: Properties = {}): Properties => ({
  rr,
  type,
  value,
  ...rest,
});
export const mx = (priority: number | undefined = 5, rest: Properties = {}) =>
  at("@", "MX", "mx1.example.net", { priority, ...rest });
export const txt = (value: string, rest: Properties = {}) => at("@", "TXT", value, rest);
export const a = (rest: Properties = {}) => at("mail", "A", "192.0.2.1", rest);
export const cname = (rr = "mail") => at(rr, "CNAME", "host.example.net");
