import { diff3 } from 'json-diff3';
import { serveContender, timed } from '../../harness/contender.ts';
import { authorTables } from '../inputs/author-tables.mjs';

await serveContender(({ size }) => {
  const [base, a, b] = Object.values(authorTables(size)).map(Object.fromEntries);
  const handleMerge = (_base, local) => local;
  return { run: async () => ({ ms: await timed(() => diff3(base, a, b, { handleMerge })) }) };
});
