import { Store } from "../../sandbox/store.ts";

/** `store-writer <home> <prefix> <count>`: adds records one by one and prints each id once it is committed. */
const [home = "", prefix = "", count = "0"] = process.argv.slice(2);
const store = new Store(home);
for (let n = 0; n < Number(count); n++) {
  const id = `${prefix}${n}`;
  store.write(() =>
    store.addRecord({
      cloud: "cloudflare",
      id,
      zone: "z",
      owner: `${id}.example.com`,
      type: "TXT",
      body: { content: id },
    }),
  );
  process.stdout.write(`${id}\n`);
}
store.close();
