import { sample } from 'fast-check';
import { tables } from '../../../shared/tables/all-tables.ts';
import type { ProgramWorkbook, WorkbookTable } from '../write/program-workbook.ts';
import { arbitraryRow, testRowId } from './arbitrary-rows.ts';

export const testMetadata = {
  program: 'cedar-basin',
  revision: 148,
  workbook: '3f0c8a52-0000-4000-8000-000000000001',
  protocol: 1,
  server: 'http://127.0.0.1:3000',
  pending: [],
  writtenAt: '2026-11-24T08:30:00.000Z',
} as const;

/** Every table of the plan with `count` generated rows each; the same seed gives the same rows. */
export function generatedTables(count: number, seed: number): WorkbookTable[] {
  return tables.map((table, index) => ({
    table,
    rows: sample(arbitraryRow(table), { numRuns: count, seed: seed + index }).map(({ cells }, row) => ({
      row: testRowId(index * 100_000 + row),
      cells,
    })),
  }));
}

export function testWorkbook(workbookTables: readonly WorkbookTable[]): ProgramWorkbook {
  return {
    title: 'Cedar Basin Unified School District & Partners',
    metadata: testMetadata,
    stamp: 'Revision 148',
    reports: [],
    tables: workbookTables,
  };
}
