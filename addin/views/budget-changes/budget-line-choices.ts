import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import type { LineChoice } from './change-port.ts';

/** The budget lines of the plan, to choose from, in the order of their ids. */
export function budgetLineChoices({ tables }: ProgramState, names: CodeNames): LineChoice[] {
  const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');
  return [...(tables.get('budgetLines')?.values() ?? [])]
    .map(({ id, project, category, fiscalYear, source, location }) => ({
      id: text(id),
      says: [withName(names, 'projects', text(project)), text(category), text(location), text(fiscalYear), text(source)]
        .filter((part) => part !== '')
        .join(', '),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
