import {
  measures,
  postedMeasure,
  requestMeasures,
  sourceMeasures,
  touchingMeasure,
  type FigureWords,
} from './measures.ts';

/** Every figure that totals can show, in the order in which reports explain them. */
export const allFigures: readonly FigureWords[] = [
  ...measures,
  ...sourceMeasures,
  postedMeasure,
  ...requestMeasures,
  touchingMeasure,
];
