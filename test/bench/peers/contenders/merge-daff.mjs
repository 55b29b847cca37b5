import daff from 'daff';
import { serveContender, timed } from '../../harness/contender.ts';
import { authorTables, rowArrays } from '../inputs/author-tables.mjs';

await serveContender(({ size }) => {
  const tables = authorTables(size);
  return {
    run: async () => {
      const [base, a, b] = Object.values(tables).map((table) => new daff.TableView(rowArrays(table)));
      const flags = new daff.CompareFlags();
      flags.addPrimaryKey('row');
      return { ms: await timed(() => new daff.Merger(base, a, b, flags).apply()) };
    },
  };
});
