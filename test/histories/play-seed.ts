// Plays one generated history, or several, and prints what happened: npx tsx test/histories/play-seed.ts SEED [COUNT]
import { startTestServer } from '../contracts/test-server.ts';
import { ordinary, playHistory } from './history.ts';

const first = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 1);
const server = await startTestServer({ file: ':memory:' });
let broken = 0;
for (let seed = first; seed < first + count; seed++) {
  const result = await playHistory(server, seed, ordinary);
  if (count === 1) console.log(result.trace.join('\n'));
  if (result.broken.length > 0) {
    broken++;
    console.log(`seed ${seed}\n  ${result.broken.slice(0, 6).join('\n  ')}`);
  }
}
console.log(`${count} played, ${broken} broken`);
await server.close();
