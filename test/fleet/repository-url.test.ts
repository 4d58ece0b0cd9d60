/** A repository's URL as a manifest may have it: one that a cluster can fetch, and no credentials. */
import { describe, expect, test } from "@jest/globals";
import { hasPassword, repositoryUrl } from "../../src/fleet/repository-url.ts";

describe("a repository", () => {
  test.each([
    ["https://git.example/a/b.git", "https://git.example/a/b.git", false, false],
    ["https://me:s3cret@git.example/a", "https://git.example/a", true, false],
    ["https://s3cret@git.example/a", "https://git.example/a", true, false],
    ["https://git.example:8443/a?private_token=s3cret#s3cret", "https://git.example:8443/a", true, false],
    ["http://git.example/a", "http://git.example/a", false, false],
    ["git://git.example/a", "git://git.example/a", false, false],
    ["ssh://git@git.example:2222/a", "ssh://git@git.example:2222/a", false, true],
    ["ssh://git:s3cret@git.example/a", "ssh://git@git.example/a", true, true],
    ["git@git.example:a/b.git", "git@git.example:a/b.git", false, true],
    ["git.example:a", "git.example:a", false, true],
  ])("%s", (text, url, hadCredentials, isSsh) => {
    expect(repositoryUrl(text)).toEqual({ url, hadCredentials, isSsh });
  });

  test.each([
    "",
    "/srv/git/a",
    "../a",
    "a/b",
    "file:///srv/git/a",
    "c:/git/a",
    "https://",
    "a b:c",
    "me:s3cret@h:a",
  ])("%j is nothing that a cluster can fetch", (text) => {
    expect(repositoryUrl(text)).toBeUndefined();
  });
});

test.each([
  ["s3://bucket?region=eu-central-1&awssdk=v2", false],
  ["https://api.pulumi.example", false],
  ["postgres://me@db.example/state?sslmode=require", false],
  ["postgres://me:s3cret@db.example/state", true],
  ["postgres://me@db.example/state?password=s3cret", true],
  ["azblob://states?sas_token=s3cret", true],
  ["no URL", false],
])("a backend with a password: %s is %s", (text, has) => {
  expect(hasPassword(text)).toBe(has);
});
