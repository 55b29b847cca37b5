import * as Y from 'yjs';
import { serveContender, timed } from '../../harness/contender.ts';
import { mergeInputs } from '../../workload/merge-inputs.ts';

function edit(doc, { updates, inserts, deletes }) {
  const rows = doc.getMap('rows');
  doc.transact(() => {
    for (const { row, cells } of updates) {
      for (const [column, value] of Object.entries(cells)) rows.get(row).set(column, value);
    }
    for (const { row, cells } of inserts) rows.set(row, new Y.Map(Object.entries(cells)));
    for (const { row } of deletes) rows.delete(row);
  });
}

/** Both authors hold the base document; timed is editing it and merging B's changes into A's document. */
await serveContender(({ size }) => {
  const { plan, a, b } = mergeInputs(size);
  const doc = new Y.Doc();
  edit(doc, { updates: [], inserts: plan.budgetLines, deletes: [] });
  const base = Y.encodeStateAsUpdate(doc);
  const copy = () => {
    const replica = new Y.Doc();
    Y.applyUpdate(replica, base);
    return replica;
  };
  return {
    run: async () => {
      const [docA, docB] = [copy(), copy()];
      const ms = await timed(() => {
        edit(docA, a);
        edit(docB, b);
        Y.applyUpdate(docA, Y.encodeStateAsUpdate(docB, Y.encodeStateVector(docA)));
      });
      return { ms };
    },
  };
});
