import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { diffTable } from '../../../shared/sync/read/diff.ts';
import { expectSame, serveContender, timed } from '../harness/contender.ts';
import { diffInputs, plainDiff } from '../workload/plain-diff.ts';

await serveContender(({ size }) => {
  const { base, local } = diffInputs(size);
  const table = tableNamed('budgetLines');
  const run = () => diffTable({ table, base, local, seen: 1 });
  expectSame('edited rows', run().length, plainDiff(base, local).length);
  return { run: async () => ({ ms: await timed(run) }) };
});
