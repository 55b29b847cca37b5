import { findTable } from '../../../shared/tables/all-tables.ts';
import type { SelectedCell } from '../../excel/read/selected-cell.ts';

/** What a row of the sheet is about: a project, a site, or a project at a site. */
export interface SelectedPlace {
  /** Project number; null: any. */
  readonly project: string | null;
  /** Location code; null: any. */
  readonly location: string | null;
}

/** The project and the site that a row belongs to; null: it belongs to neither. */
export function selectedPlace({
  table,
  rowKey,
  codes,
}: Pick<SelectedCell, 'table' | 'rowKey' | 'codes'>): SelectedPlace | null {
  const columns = findTable(table)?.columns ?? {};
  const codeOf = (of: string): string | null => {
    if (table === of) return rowKey === '' ? null : rowKey;
    const found = codes.find(({ column }) => {
      const definition = columns[column];
      return definition?.kind === 'reference' && definition.table === of;
    });
    return found?.code ?? null;
  };
  const place = { project: codeOf('projects'), location: codeOf('sites') };
  return place.project === null && place.location === null ? null : place;
}
