/** The cost of asking alone: puts the questions of a file to a port on loopback, 64 at a time, and only decodes the answers. */
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { decode, encode, type RecordType } from "dns-packet";

const [port = "", file = ""] = process.argv.slice(2);
const questions: [string, RecordType][] = JSON.parse(readFileSync(file, "utf8"));
const AT_ONCE = 64;
let answered = 0;

function ask(name: string, type: RecordType): Promise<void> {
  const socket = createSocket("udp4");
  return new Promise((done) => {
    socket.on("message", (message) => {
      answered += decode(message).answers?.length === 0 ? 0 : 1;
      socket.close(done);
    });
    socket.send(
      encode({ type: "query", id: 1, questions: [{ name: name.replace(/\.$/, ""), type }] }),
      Number(port),
      "127.0.0.1",
    );
  });
}

const left = questions[Symbol.iterator]();
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.next(); !next.done; next = left.next()) await ask(...next.value);
  }),
);
console.log(`${answered} of ${questions.length} answered`);
