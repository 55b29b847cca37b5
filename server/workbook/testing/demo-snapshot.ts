import { isTableName, tables } from '../../../shared/tables/all-tables.ts';
import type { DemoSizeName } from '../../demo/demo-size.ts';
import { generateDemo } from '../../demo/generate-demo.ts';
import type { ProgramSnapshot } from '../write/program-snapshot.ts';
import { testMetadata } from './test-workbook.ts';

/** A program of the demo district as the workbook is made from it. */
export function demoSnapshot(size: DemoSizeName): ProgramSnapshot {
  const generated = generateDemo(size);
  return {
    name: 'Strategic Execution Plan',
    district: 'Cedar Basin Unified School District',
    fiscalYear: '2026-27',
    metadata: testMetadata,
    asOf: null,
    sheetDay: null,
    rows: Object.fromEntries(tables.map(({ name }) => [name, isTableName(name) ? generated.of(name) : []])),
  };
}
