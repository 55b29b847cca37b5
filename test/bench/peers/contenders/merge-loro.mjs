import { LoroDoc, LoroMap } from 'loro-crdt';
import { serveContender, timed } from '../../harness/contender.ts';
import { mergeInputs } from '../../workload/merge-inputs.ts';

function edit(doc, { updates, inserts, deletes }) {
  const rows = doc.getMap('rows');
  for (const { row, cells } of inserts) {
    const map = rows.setContainer(row, new LoroMap());
    for (const [column, value] of Object.entries(cells)) map.set(column, value);
  }
  for (const { row, cells } of updates) {
    for (const [column, value] of Object.entries(cells)) rows.get(row).set(column, value);
  }
  for (const { row } of deletes) rows.delete(row);
  doc.commit();
}

/** Both authors hold the base document; timed is editing it and merging B's changes into A's document. */
await serveContender(({ size }) => {
  const { plan, a, b } = mergeInputs(size);
  const doc = new LoroDoc();
  edit(doc, { updates: [], inserts: plan.budgetLines, deletes: [] });
  const base = doc.export({ mode: 'snapshot' });
  const copy = () => LoroDoc.fromSnapshot(base);
  return {
    run: async () => {
      const [docA, docB] = [copy(), copy()];
      const ms = await timed(() => {
        edit(docA, a);
        edit(docB, b);
        docA.import(docB.export({ mode: 'update', from: docA.version() }));
      });
      return { ms };
    },
  };
});
