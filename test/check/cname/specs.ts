/** Mailboxes for the cases of this family. */

export const selfHosted = "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}";

export const withoutImap = "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}, without: [imap]}";
