import type { Measure } from '../harness/measure.ts';
import { beginMeasure } from './begin.ts';
import { bridgeMeasure } from './bridge.ts';
import { calculateMeasure } from './calculate.ts';
import { deadlineMeasure } from './deadline.ts';
import { diffMeasure } from './diff.ts';
import { eventMeasure } from './event.ts';
import { exportMeasure } from './export.ts';
import { guideMeasure } from './guide.ts';
import { historyMeasure } from './history.ts';
import { incrementalMeasure } from './incremental.ts';
import { journalMeasure } from './journal.ts';
import { jumpMeasure } from './jump.ts';
import { keepMeasure } from './keep.ts';
import { memoryMeasure } from './memory.ts';
import { mergeMeasure } from './merge.ts';
import { othersMeasure } from './others.ts';
import { paneMeasure } from './pane.ts';
import { processesMeasure } from './processes.ts';
import { pushMeasure } from './push.ts';
import { restoreMeasure } from './restore.ts';
import { rulesMeasure } from './rules.ts';
import { scheduleMeasure } from './schedule.ts';
import { scrollMeasure } from './scroll.ts';
import { smallMeasure } from './small.ts';
import { startMeasure } from './start.ts';
import { taskMeasure } from './task.ts';
import { totalsMeasure } from './totals.ts';
import { workbookMeasure } from './workbook.ts';

/** In the order they run and are printed. */
export const allMeasures: readonly Measure[] = [
  mergeMeasure,
  diffMeasure,
  pushMeasure,
  journalMeasure,
  incrementalMeasure,
  eventMeasure,
  smallMeasure,
  processesMeasure,
  rulesMeasure,
  totalsMeasure,
  bridgeMeasure,
  historyMeasure,
  workbookMeasure,
  exportMeasure,
  othersMeasure,
  deadlineMeasure,
  restoreMeasure,
  scheduleMeasure,
  guideMeasure,
  paneMeasure,
  taskMeasure,
  jumpMeasure,
  calculateMeasure,
  keepMeasure,
  startMeasure,
  beginMeasure,
  scrollMeasure,
  memoryMeasure,
];
