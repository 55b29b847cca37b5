import { Program } from '../../sync/testing/program.ts';
import { tables } from '../../tables/all-tables.ts';
import type { Edit } from '../../sync/edit.ts';
import { planJudge } from '../entry/judge-entry.ts';
import { rowRules } from '../rules/row-rules.ts';
import type { PlantedRow } from './sound-work.ts';

/**
 * A program in memory that holds these rows from its first sync on and is judged as the server judges. Row ID of the n-th: Rn.
 * @param now null: nobody knows the time
 */
export function plantedProgram(rows: readonly PlantedRow[], now: Date | null = null): Program {
  const program = new Program(tables, rowRules, (changed, view) =>
    planJudge({ isFirst: program.revision === 0, isImport: false, now })(changed, view),
  );
  const { refusals } = program.sync(
    rows.map(({ table, cells }, index): Edit => {
      const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
      return { kind: 'insert', table, row: `R${index}`, cells: filled, seen: 0 };
    }),
  );
  const [refusal] = refusals;
  if (refusal) throw new Error(`${refusal.table} ${refusal.row} was refused: ${refusal.message}`);
  return program;
}
