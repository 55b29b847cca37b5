import type { ExplainedFigure } from '../../views/totals/explained-figure.ts';

/** A figure as an address names it; what it is called is known by its names. */
export type AddressedFigure = Pick<ExplainedFigure, 'measure' | 'part' | 'revision' | 'asOf' | 'since'>;

export const FIGURE = 'figure';
/** Once for each group that the figure is of, such as `part=source:BND-A`. */
export const PART = 'part';
export const REVISION = 'at';
export const DAY = 'day';
export const SINCE = 'since';
const parameters = [FIGURE, PART, REVISION, DAY, SINCE] as const;

/** The address with the figure that is looked into; what else it says stays. */
export function withFigure(query: URLSearchParams, figure: AddressedFigure): URLSearchParams {
  const { measure, part, revision, asOf, since } = figure;
  const next = withoutFigure(query);
  next.set(FIGURE, measure);
  for (const [cut, group] of Object.entries(part)) next.append(PART, `${cut}:${group}`);
  if (revision !== null) next.set(REVISION, String(revision));
  if (asOf !== null) next.set(DAY, asOf);
  if (since !== undefined) next.set(SINCE, since);
  return next;
}

export function withoutFigure(query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const name of parameters) next.delete(name);
  return next;
}
