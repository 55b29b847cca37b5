import { cuts, isPlaceCut, type Cut, type PlaceCut } from './figures/cuts.ts';

/** A cut whose groups are made of whole postings. A place has a share of each, so its figures are explained by project. */
export type ExplainedCut = Exclude<Cut, PlaceCut>;

export const explainedCuts: readonly ExplainedCut[] = cuts.filter((cut): cut is ExplainedCut => !isPlaceCut(cut));
