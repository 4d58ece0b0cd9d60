/** mailzone for Pulumi programs. */
export { MailZone, type MailZoneArgs } from "./pulumi/mail-zone.ts";
