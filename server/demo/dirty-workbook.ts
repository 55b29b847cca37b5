import { plantedCases } from '../../shared/plan/dirty-plan/planted-cases.ts';
import { DIRTY_DAY, soundGround } from '../../shared/plan/dirty-plan/sound-work.ts';
import { PRACTICE_PROGRAM } from '../../shared/tables/workbook-metadata.ts';
import type { JobOwner } from '../workers/job-places.ts';
import { renderSnapshot } from '../workbook/write/render-snapshot.ts';
import { DemoRows } from './demo-rows.ts';
import { createRandom } from './random.ts';
import type { ProgramSnapshot } from '../workbook/write/program-snapshot.ts';
import { tables, isTableName } from '../../shared/tables/all-tables.ts';

const SEED = 58;

/** The dirty plan as of its day, for people who learn what the rules say: one planted case for each. */
export function dirtySnapshot(): ProgramSnapshot {
  const rows = new DemoRows(createRandom(SEED));
  for (const { table, cells } of [...soundGround, ...plantedCases.flatMap((planted) => planted.rows)]) {
    rows.add(table, cells);
  }
  return {
    name: 'Practice plan with planted mistakes',
    district: 'Cedar Basin Unified School District',
    fiscalYear: '2026-27',
    metadata: { program: PRACTICE_PROGRAM, revision: 0, workbook: 'practice', protocol: 1, server: '', pending: [] },
    asOf: DIRTY_DAY,
    sheetDay: DIRTY_DAY,
    rows: Object.fromEntries(tables.map(({ name }) => [name, isTableName(name) ? rows.of(name) : []])),
  };
}

/** The dirty plan as an .xlsx file: every table, and on the sheet Checks what is found. */
export function dirtyWorkbook(owner: JobOwner = {}): Promise<Uint8Array> {
  return renderSnapshot(dirtySnapshot(), owner);
}
