import { mergeDiff3 } from 'node-diff3';
import { serveContender, timed } from '../../harness/contender.ts';
import { authorTables, rowLines } from '../inputs/author-tables.mjs';

await serveContender(({ size }) => {
  const [base, a, b] = Object.values(authorTables(size)).map(rowLines);
  return { run: async () => ({ ms: await timed(() => mergeDiff3(a, base, b)) }) };
});
