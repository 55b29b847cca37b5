import { fact, goalAtMost, type Measure } from '../harness/measure.ts';
import { coldStart } from './start.ts';

const BUILT = 'pane as built, what its page names (time: the build)';

/** What the page names is less than what it loads: the pane asks for some files by itself before it can be used. */
export const paneMeasure: Measure = {
  id: 'pane',
  title: 'bytes of the pane’s first screen: scripts and styles, without Microsoft’s office.js',
  contenders: () => [{ name: BUILT, role: 'ours', script: 'pane-bytes' }, coldStart],
  goals: (figures) => {
    const bytes = fact(figures, coldStart.name, 'gzipBytes') ?? fact(figures, BUILT, 'gzipBytes');
    return [goalAtMost('first screen, gzip', bytes === null ? null : bytes / 1000, 220, 'kB')];
  },
};
