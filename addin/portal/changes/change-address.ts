import { withParameter } from '../views/with-parameter.ts';
import type { ChangeQuery } from './change-calls.ts';

/** What of the changes is looked at: each stands in the address under its own name. */
export type ChangeFilter = ChangeQuery;

export const everyChange: ChangeFilter = {
  status: null,
  type: null,
  project: null,
  source: null,
  text: null,
  since: null,
};

const parameters = [
  'status',
  'type',
  'project',
  'source',
  'text',
  'since',
] as const satisfies readonly (keyof ChangeFilter)[];

export function filterOf(query: URLSearchParams): ChangeFilter {
  const of = (name: keyof ChangeFilter): string | null => {
    const value = query.get(name)?.trim() ?? '';
    return value === '' ? null : value.slice(0, 100);
  };
  return {
    status: of('status'),
    type: of('type'),
    project: of('project'),
    source: of('source'),
    text: of('text'),
    since: of('since'),
  };
}

/** The address with another filter; what else it says stays. */
export function withFilter(query: URLSearchParams, filter: ChangeFilter): URLSearchParams {
  return parameters.reduce((next, name) => withParameter(next, name, filter[name]), query);
}

/** Path of the page of a change below its program. Numbers may hold a slash, which would begin another step of the path. */
export function changePage(number: string): string {
  return `changes/${encodeURIComponent(number.replaceAll('/', '~'))}`;
}

/** The number that the part of the address behind the page stands for. */
export function numberOf(item: string): string {
  return item.replaceAll('~', '/');
}
