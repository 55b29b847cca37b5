import { z } from '@hono/zod-openapi';
import { explainedMeasures } from '../../shared/plan/figures/figure-weight.ts';
import type { Cut } from '../../shared/plan/figures/cuts.ts';

/** A group of a cut in a query string. */
export const group = z.string().max(200).optional();

type CutGroups = { readonly [C in Cut]: typeof group };

/** Which part of the plan a figure is of. */
export const groupOfCut: CutGroups = {
  project: group,
  source: group,
  fiscalYear: group,
  category: group,
  system: group,
  site: group,
  region: group,
  boardDistrict: group,
  status: group,
  program: group,
  manager: group,
  sourceType: group,
  series: group,
  object: group,
  erateCategory: group,
  frn: group,
};

/** The figure in money that a query asks about. */
export const queryMeasure = z
  .string()
  .max(60)
  .meta({ description: `One of ${explainedMeasures.join(', ')}.`, example: 'current' });

export function unknownMeasure(name: string): string {
  return `${name} is no figure in money that is added up. Choose from: ${explainedMeasures.join(', ')}.`;
}
