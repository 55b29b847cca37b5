import { fact, goalAtMost, ratio, type ContenderSpec, type FigureTable, type Measure } from '../harness/measure.ts';

const OURS = 'server, totals by each of sixteen cuts';
const AFTER = 'the same, first time after a sync of one cell';
const LIMIT = 'covering-index SQL behind Hono';
const LARGE = ', ten times the lines';

/** The server's own time: what a machine that is busy with other work adds to neither. */
function cpuRatio(figures: FigureTable, name: string): number | null {
  const [over, under] = [fact(figures, name, 'serverCpuMs'), fact(figures, LIMIT, 'serverCpuMs')];
  return over === null || under === null ? null : over / under;
}

export const totalsMeasure: Measure = {
  id: 'totals',
  title: 'totals by each of the sixteen cuts over HTTP, at the head',
  contenders: ({ size, isFull }) => {
    const plain: readonly ContenderSpec[] = [
      { name: OURS, role: 'ours', script: 'totals-ours', mode: 'again' },
      { name: LIMIT, role: 'limit', script: 'totals-limit' },
      { name: AFTER, role: 'info', script: 'totals-ours', mode: 'after' },
    ];
    if (!isFull) return plain;
    const tenfold = { ...size, budgetLines: size.budgetLines * 10 };
    const large = plain.map((spec): ContenderSpec => ({
      ...spec,
      name: spec.name + LARGE,
      role: 'info',
      size: tenfold,
    }));
    return [...plain, ...large];
  },
  goals: (figures) => {
    const goals = [
      goalAtMost('sixteen cuts against the best SQL', ratio(figures, OURS, LIMIT), 1, '×'),
      goalAtMost('sixteen cuts after a sync of one cell, against it', ratio(figures, AFTER, LIMIT), 1.2, '×'),
      goalAtMost('CPU of the server for them, against it', cpuRatio(figures, OURS), 1, '×'),
      goalAtMost('CPU of the server after a sync of one cell, against it', cpuRatio(figures, AFTER), 1.2, '×'),
    ];
    if (!figures.find(OURS + LARGE)) return goals;
    return [
      ...goals,
      goalAtMost('ten times the lines: against the best SQL', ratio(figures, OURS + LARGE, LIMIT + LARGE), 1, '×'),
      goalAtMost('ten times the lines: after a sync of one cell', ratio(figures, AFTER + LARGE, AFTER), 1.3, '×'),
    ];
  },
};
