// Plays generated histories and prints what broke, or for a single one what happened:
// npx tsx test/histories/play-seed.ts SEED [COUNT] [KIND], KIND being the name of one of them in history-options.ts
import { Coverage } from './coverage.ts';
import { openForeignProgram } from './foreign-program.ts';
import { kinds } from './history-options.ts';
import { playHistory } from './history.ts';
import { openOnSqlite } from './restorable-server.ts';

const first = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 1);
const options = Object.entries(kinds).find(([name]) => name === process.argv[4])?.[1] ?? kinds.ordinary;
const { server, drop } = await openOnSqlite();
await openForeignProgram(server);
const coverage = new Coverage();
let broken = 0;
for (let seed = first; seed < first + count; seed++) {
  const result = await playHistory(server, seed, options, coverage);
  if (count === 1) console.log(result.trace.join('\n'));
  if (result.broken.length > 0) {
    broken++;
    console.log(`seed ${seed}\n  ${result.broken.slice(0, 6).join('\n  ')}`);
  }
}
console.log(`${count} played, ${broken} broken\n${coverage.report()}`);
console.log(coverage.missingPairs().join('; '));
await server.close();
await drop();
