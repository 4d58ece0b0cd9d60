/** Polls the queue of a fleet's runs as a worker of another version of mailzone does: `node other-worker.mjs ADDRESS QUEUE IDENTITY`. */
import { NativeConnection, Worker } from "@temporalio/worker";

const [address, taskQueue, identity] = process.argv.slice(2);
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({ connection, taskQueue, identity, activities: { plan: () => {} } });
console.log("polls");
await worker.run();
