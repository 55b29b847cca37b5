import type { Cut } from '../totals/cuts.ts';

/** Cuts whose groups are made of whole postings. A place has a share of each, so its figures are explained by project. */
export const explainedCuts = [
  'project',
  'source',
  'fiscalYear',
  'category',
  'system',
  'status',
  'program',
  'manager',
  'sourceType',
  'series',
  'object',
  'erateCategory',
  'frn',
] as const satisfies readonly Cut[];

export type ExplainedCut = (typeof explainedCuts)[number];
