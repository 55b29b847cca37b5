import { goalAtMost, ratio, type Measure } from '../harness/measure.ts';

/** Peers that merge whole documents; those that would take minutes run at a tenth. */
const peers = [
  { name: 'git merge-file', script: 'merge-git', note: 'by lines, not cells; includes reading three files' },
  { name: 'json-diff3', script: 'merge-json-diff3', packages: ['json-diff3'] },
  { name: 'Yjs', script: 'merge-yjs', packages: ['yjs'] },
  { name: 'Loro', script: 'merge-loro', packages: ['loro-crdt'], scale: 0.1 },
  { name: 'Automerge', script: 'merge-automerge', packages: ['@automerge/automerge'], scale: 0.1 },
  { name: 'TinyBase', script: 'merge-tinybase', packages: ['tinybase'], scale: 0.1 },
  { name: 'node-diff3', script: 'merge-node-diff3', packages: ['node-diff3'], scale: 0.1 },
  { name: 'daff', script: 'merge-daff', packages: ['daff'], scale: 0.1 },
] as const;

export const mergeMeasure: Measure = {
  id: 'merge',
  title: 'three-way merge of the budget lines in memory, from change lists to the merged table',
  contenders: ({ size }) => {
    const rows = size.budgetLines;
    return [
      { name: 'shared/sync merge', role: 'ours', script: 'merge-ours', mode: 'table', rows },
      { name: 'plain change-list loop', role: 'limit', script: 'merge-limit', mode: 'table', rows },
      { name: 'merge, decisions only', role: 'info', script: 'merge-ours', mode: 'changes' },
      { name: 'plain loop, decisions only', role: 'info', script: 'merge-limit', mode: 'changes' },
      ...peers.map((peer) => ({ role: 'peer' as const, rows, ...peer })),
    ];
  },
  goals: (figures) => [
    goalAtMost('merge against the plain loop', ratio(figures, 'shared/sync merge', 'plain change-list loop'), 2, '×'),
  ],
};
