import { createMergeableStore } from 'tinybase';
import { serveContender, timed } from '../../harness/contender.ts';
import { mergeInputs } from '../../workload/merge-inputs.ts';

function edit(store, { updates, inserts, deletes }) {
  store.transaction(() => {
    for (const { row, cells } of updates) store.setPartialRow('rows', row, cells);
    for (const { row, cells } of inserts) store.setRow('rows', row, cells);
    for (const { row } of deletes) store.delRow('rows', row);
  });
}

/** Both authors hold the base store; timed is editing it and merging B's changes into A's store. */
await serveContender(({ size }) => {
  const { plan, a, b } = mergeInputs(size);
  const base = createMergeableStore('base');
  edit(base, { updates: [], inserts: plan.budgetLines, deletes: [] });
  const content = base.getMergeableContent();
  const copy = (name) => createMergeableStore(name).setMergeableContent(content);
  return {
    run: async () => {
      const [storeA, storeB] = [copy('a'), copy('b')];
      const ms = await timed(() => {
        edit(storeA, a);
        edit(storeB, b);
        storeA.merge(storeB);
      });
      return { ms };
    },
  };
});
