/** What `--help` says of commands beyond their options. */

export const PLAN_HELP = `
Without --stack: the Pulumi resources that the specs define, from the files alone. Needs no Pulumi, no network and
no credentials, and does not know what is already published. Formats: text and json.

With --stack: what pulumi up would change, as the engine reports it: every record that is created, updated, deleted or
replaced, grouped by domain. Needs the engine, the stack's state and its credentials, as pulumi preview does, and
changes nothing. Use markdown for a comment on a pull request.`;

export const ADOPT_HELP = `
Imports records that the specs want and the zones already have into the stack's state, under the names that the program
gives them, so that the next pulumi up changes them in place instead of being refused. With --conflicting, also imports
conflicting records; the next pulumi up then deletes them, as its preview shows. Adopting itself changes no record.
Everything else in the zones stays foreign. A table first shows what happens to each record.

Where SPF and other texts share one record (Route 53), the other texts are added under records: in the domain's spec, so
that they are kept; the file's comments and layout are preserved. Records whose texts cannot be added there are not
adopted, and the table says why.

On a terminal, it asks before it continues. Without a terminal and without --yes, it shows the table and changes nothing.
Exit codes: 0 done, or nothing to do; 2 could not run.`;

export const DRIFT_HELP = `
Compares the stack's state with its zones as their clouds list them, with one look-up per zone rather than per record.
Reports records that were changed or deleted outside the stack, and foreign records that conflict with the stack's.
Changes nothing. Specs that are not applied yet are not drift. Needs the engine, the stack's state and its credentials,
as pulumi preview does. To repair: pulumi up --refresh --stack STACK.
Exit codes: 0 no drift; 1 drift; 2 could not run.`;

export const ZONES_HELP = `
Looks up every zone of the stack's specs by name, and writes its id into the stack's config (zoneIds) with pulumi config,
so that pulumi preview and pulumi up need no look-up. Never changes an existing id: a wrong one is reported.
Exit codes: 0 all ids are right or set; 1 an id is wrong, or a zone was not found; 2 could not run.`;

export const MOVE_HELP = `
Move the spec's file to the other stack's folder first; the state follows it. The records, with a zone that the spec creates,
go from one state to the other with pulumi state move, and both stacks are previewed: if one of them would change anything
that was moved, both states are put back. No record is changed, and no cloud is asked to. Copies of both states are kept.

On a terminal, it asks before it continues. Without a terminal and without --yes, it shows what it would move.
Exit codes: 0 done; 2 could not run, and nothing was moved.`;

export const REPORT_HELP = `
The page is one file that asks nobody for anything, so it can be mailed, or kept by a pipeline. It has all findings of mailzone
check, and those of the other commands if their JSON is given.
Exit codes: 0 written; 1 written, and the specs have findings of severity error; 2 not written.`;

export const VERIFY_HELP = `
Follows the delegation of each zone from the root, and asks every name server of it, and each --resolver, for every record
that the specs want. Needs no credentials. With --wait it asks again until all agree: by default for as long as the old
answers may still be given, by their TTL, but at least 10 minutes and at most 48 hours. Ctrl-C ends it with what is known.
With --smtp it connects to every address of every MX host, and sends no mail.
Exit codes: 0 every server agrees; 1 findings of severity error; 2 could not run.`;

export const STATUS_HELP = `
Says how far migrations are, and DKIM keys whose spec has a state or since. Reads since when each phase is published from the states of the specs' stacks, and asks every name server which provider's MX it
answers with. Of mail hosts under dane it says which TLSA records the name servers answer, and with --smtp, which of them the host matches.
Changes nothing. Without an engine or without DNS it says what it knows, and what it could not ask.
Exit codes: 0 done; 1 the specs have errors; 2 could not run.`;

export const DKIM_NEW_HELP = `
The key is in state next: pulumi up publishes it, mailzone status says when every name server answers it, and mailzone dkim rotate
makes it the active key. Comments and layout of the spec stay. The private key is never printed, and an existing file or secret is
never overwritten. If anything fails, neither half is left behind.
Exit codes: 0 done; 2 could not run, and nothing was changed.`;

export const DKIM_ROTATE_HELP = `
Run it again and again: it begins a rotation with a new key (next), makes that the active key when every name server answers it and its
TTL has passed, so that the old one is retiring, and revokes that 7 days later. Where a step may not be made yet, it says until when.
It changes specs only; pulumi up publishes what changed. A named domain begins a rotation at once; of paths, domains with keys older
than their profile allows do, and those whose key has no since.
Exit codes: 0 done; 1 done but for specs that cannot be edited; 2 could not run, and no spec was changed.`;

export const DANE_PIN_HELP = `
The hosts are those under dane in the domain's spec, else its MX hosts in its own zone. It connects to every address of each with STARTTLS,
and sends no mail. A digest that the spec has not comes at the end of the host's certificates, with since; comments and layout stay.
Nothing proves that it is your server that answers: compare the digest with that of the key on the server before you publish it.
Exit codes: 0 done; 1 done but for hosts that could not be pinned; 2 could not run, and nothing was changed.`;

export const DIAGNOSE_HELP = `
Follows the delegation from the root, or asks the resolver, and needs no credentials. Shows the services behind the domain's
records, judges these as mailzone check judges a spec's, and looks up what they lead to. DNS has no list of a domain's names,
so selectors that no known service uses must be named. mailzone detect prints the spec.
With --smtp it connects to every address of every MX host, and sends no mail.
Exit codes: 0 nothing of severity error; 1 findings of severity error; 2 could not run.`;

export const IMPORT_HELP = `
Recognises mail services by their records and writes them as presets with their parameters; what else belongs to mail goes
under spf, dmarc, dkim and records. Every spec is expanded and compared with its source: it publishes exactly the records
that were taken, or an error says what differs. All other records are left alone. Nothing is changed at the DNS host.
Exit codes: 0 done; 1 a source has errors; 2 could not run.`;

export const RECOVER_HELP = `
Reports what it will do and why before it does it, and keeps a copy of the state. Changes only the state, never a zone;
the next pulumi up completes the interrupted run.
Exit codes: 0 done, or nothing to do; 1 something is left to do; 2 could not run.`;

export const COMPLETION_HELP = `
To switch it on, add to ~/.bashrc:              source <(mailzone completion bash)
or to ~/.zshrc, after compinit:                 source <(mailzone completion zsh)
or run once: mailzone completion fish > ~/.config/fish/completions/mailzone.fish
It completes the words of the command mailzone. Where mailzone is only in a project's node_modules, that command is a function:
  ~/.bashrc or ~/.zshrc:                        mailzone() { npx mailzone "$@"; }
  ~/.config/fish/config.fish:                   function mailzone; npx mailzone $argv; end
Run npx mailzone completion SHELL > FILE there once, and have the shell read FILE: source FILE.`;

export const UPGRADE_HELP = `
With --check: fetches the other version with npm into a temporary folder, has it read the same specs, and compares what both
publish. Changes nothing, and asks no cloud. To name paths as well, put the version first: upgrade --check latest stacks/prod.
Exit codes: 0 the same records; 1 other records, or new findings of severity error; 2 could not run.`;

export const STS_EXPORT_HELP = `
Writes FOLDER/hosts/mta-sts.DOMAIN/.well-known/mta-sts.txt for every domain with mtaSts, and FOLDER/Caddyfile. Caddy serves the
whole fleet from it, and gets the certificate of a name when the first sender asks for its policy; any other web server can
serve the files too. The folder may be that of clients export. Caddy options of your own, such as an e-mail address for the certification authority, go into
FOLDER/global/*.caddy, which is never changed. When a policy changes: export, bring the files to the server, mailzone verify,
pulumi up, in this order.
Exit codes: 0 written; 1 the specs have errors, and nothing was written; 2 could not run.`;

export const DMARC_REPORT_HELP = `
Reads XML of RFC 9990 and RFC 7489, as it is, in gzip or ZIP, in mails (.eml), mailboxes (mbox) and maildirs. Needs no network
and changes nothing. A source is a preset, the servers and keys of the spec, a domain, or a network. The next policy of none is
quarantine, that of quarantine reject. Reports about single messages (RFC 9991) are never opened.
Exit codes: 0 nothing of severity error; 1 a report cannot be read, or --gate is not reached; 2 could not run.`;

export const TLS_REPORT_HELP = `
Reads JSON of RFC 8460, as it is, in gzip or ZIP, in mails (.eml), mailboxes (mbox) and maildirs. Needs no network and changes
nothing. A finding points to the MX, MTA-STS or TLSA record that a failure is about, in the spec that has it.
Exit codes: 0 nothing of severity error; 1 a report cannot be read; 2 could not run.`;

export const CLIENTS_EXPORT_HELP = `
Writes, by host and path below FOLDER/hosts, what mail programs ask for when somebody types an address of the domain: autoconfig
(Thunderbird and many others), autodiscover (Outlook), and a profile for iPhone, iPad and Mac to offer for download. The servers are those of
the mailbox's preset, under clients. FOLDER/Caddyfile serves them; the folder may be that of sts export. The names autoconfig and
autodiscover of each domain have to lead to the web server: write them under records.
Exit codes: 0 written; 1 the specs have errors, and nothing was written; 2 could not run.`;
