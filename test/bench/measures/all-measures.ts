import type { Measure } from '../harness/measure.ts';
import { diffMeasure } from './diff.ts';
import { mergeMeasure } from './merge.ts';
import { pushMeasure } from './push.ts';

/** In the order they run and are printed. */
export const allMeasures: readonly Measure[] = [mergeMeasure, diffMeasure, pushMeasure];
