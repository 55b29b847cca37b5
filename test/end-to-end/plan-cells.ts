import type { Cells } from '../../shared/tables/cell.ts';

/** Cells of a valid funding source: the smallest table with amounts and dates. */
export function source(code: string, cells: Cells = {}): Cells {
  return {
    code,
    name: `Source ${code}`,
    type: 'GO Bond',
    fund: '21',
    resource: '9010',
    authorized: 1_000_000,
    available: 900_000,
    ...cells,
  };
}

/** What a person types for a new site. */
export function typedSite(code: string, name: string): Record<string, string> {
  return {
    code,
    name,
    type: 'High',
    erateClass: 'School',
    region: 'North',
    boardDistrict: '1',
    street: '2 Elm Street',
    city: 'Cedar Basin',
    state: 'CA',
    zip: '90002',
    status: 'Active',
  };
}
