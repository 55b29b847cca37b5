import * as Automerge from '@automerge/automerge';
import { serveContender, timed } from '../../harness/contender.ts';
import { mergeInputs } from '../../workload/merge-inputs.ts';

function edited(doc, { updates, inserts, deletes }) {
  return Automerge.change(doc, ({ rows }) => {
    for (const { row, cells } of updates) {
      const line = rows[row];
      for (const [column, value] of Object.entries(cells)) line[column] = value;
    }
    for (const { row, cells } of inserts) rows[row] = { ...cells };
    for (const { row } of deletes) delete rows[row];
  });
}

/** Both authors hold the base document; timed is editing it and merging B's changes into A's document. */
await serveContender(({ size }) => {
  const { plan, a, b } = mergeInputs(size);
  const rows = Object.fromEntries(plan.budgetLines.map(({ row, cells }) => [row, { ...cells }]));
  const base = Automerge.save(Automerge.from({ rows }));
  return {
    run: async () => {
      const [docA, docB] = [Automerge.load(base), Automerge.load(base)];
      return { ms: await timed(() => Automerge.merge(edited(docA, a), edited(docB, b))) };
    },
  };
});
