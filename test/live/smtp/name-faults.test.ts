/** What is said of the name that a mail server gives itself. */
import { describe, expect, test } from "@jest/globals";
import { reverseName } from "../../../src/mail/network.ts";
import { beginning, ONE, one, own, TWO, told } from "./domain.ts";
import { mailServer } from "./stand-ins.ts";

describe("the name of an own mail server (RFC 5321 §4.1.1.1)", () => {
  const spec = ["records:", "  - {type: MX, value: 10 mail}", `  - {name: mail, type: A, value: ${ONE}}`];
  const dns = [`mail.example.com. A ${ONE}`, `other.example.com. A ${TWO}`, `also.example.com. A ${ONE}`];
  test.each<[string, string, string | undefined]>([
    ["is the host's", "mail.example.com", undefined],
    ["is another one of its address", "also.example.com", undefined],
    ["is its address", `[${ONE}]`, undefined],
    ["is that of another host", "other.example.com", "a name that does not have its address"],
    ["is not in DNS", "gone.example.com", "which has no address in DNS"],
    ["is no full name", "mail", "which is no full domain name"],
    ["is a local one", "mail.localdomain", "which is no full domain name"],
    ["has characters that no name has", "my_mail.example.com", "which is no full domain name"],
  ])("%s", async (_, name, said) => {
    const found = await told({ servers: { [ONE]: mailServer(own, name) }, dns, spec });
    expect(found).toEqual(said === undefined ? [] : [expect.stringMatching(`^warning smtp-name: .*${said}`)]);
  });

  test.each<[string, string, readonly string[]]>([
    ["the same", "mail.example.com.", []],
    [
      "another",
      "other.example.com.",
      ["info smtp-name: .* the PTR record of its address names other.example.com;"],
    ],
  ])("is %s as in the PTR record (RFC 1912 §2.1)", async (_, target, expected) => {
    const servers = { [ONE]: mailServer(own, "mail.example.com") };
    const found = await told({ servers, dns: [...dns, `${reverseName(ONE)} PTR ${target}`], spec });
    expect(found).toEqual(beginning(expected));
  });

  test("is not judged of somebody else's host", async () => {
    expect(await told(one(mailServer(own, "localhost")))).toEqual([]);
  });
});
