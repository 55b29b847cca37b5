import { serveContender, timed } from '../harness/contender.ts';
import { diffInputs, plainDiff } from '../workload/plain-diff.ts';

await serveContender(({ size }) => {
  const { base, local } = diffInputs(size);
  return { run: async () => ({ ms: await timed(() => plainDiff(base, local)) }) };
});
