import { serveContender, timed } from '../harness/contender.ts';
import { mergeInputs } from '../workload/merge-inputs.ts';
import { plainChanges, plainMerge } from '../workload/plain-merge.ts';

await serveContender(({ size, mode }) => {
  const inputs = mergeInputs(size);
  return {
    run: async () => ({ ms: await timed(() => (mode === 'table' ? plainMerge(inputs) : plainChanges(inputs))) }),
  };
});
