/** `mailzone verify` of many domains whose one server is on loopback, against asking the same questions and nothing more. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLI, writeCorpus } from "./corpus.ts";
import { startFleetDns } from "./fleet-dns.ts";
import { interleave, node } from "./measure.ts";
import { atMost, type Figures } from "./table.ts";

/** Limits for 1,000 domains. */
const MOST = { seconds: 60, megabytes: 400 };
const ASK_ONLY = join(import.meta.dirname, "ask-only.ts");

export async function verifyFigures(folder: string, domains: number, rounds: number): Promise<Figures> {
  const specs = join(folder, `${domains}`);
  writeCorpus(specs, domains);
  const dns = await startFleetDns(specs);
  try {
    const questions = join(folder, `${domains}.json`);
    writeFileSync(questions, JSON.stringify(dns.questions));
    const samples = await interleave(
      {
        "asking alone": node(ASK_ONLY, String(dns.port), questions),
        "mailzone verify": node(CLI, "verify", specs, "--root", `127.0.0.1:${dns.port}`),
      },
      rounds,
    );
    const { seconds, megabytes } = samples["mailzone verify"];
    return {
      title: `verify of ${domains.toLocaleString("en")} domains, ${dns.questions.length.toLocaleString("en")} questions`,
      samples,
      ...(domains === 1_000 && {
        targets: [atMost(MOST.seconds, "s", seconds), atMost(MOST.megabytes, "MB", megabytes)],
      }),
    };
  } finally {
    await dns.close();
  }
}
