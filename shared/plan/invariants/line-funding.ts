import type { Cell, Cells } from '../../tables/cell.ts';

/*
 * What a source of funding may pay for. The invariants ask it of every row, and the merge of what is edited before it looks at
 * anything else: nearly all of a first push is sound.
 */

/** Whether the source pays for work of the program with the system; undefined: of a source that is not there, which restricts nothing. */
export function mayFund(source: Cells | undefined, program: string, system: string): boolean {
  return isListed(source?.['allowedPrograms'], program) && isListed(source?.['allowedSystems'], system);
}

/** True where nothing is listed. */
function isListed(list: Cell | undefined, name: string): boolean {
  return typeof list !== 'string' || list.split(';').some((part) => part.trim() === name);
}

/** True when an account string begins with the fund and the resource of a source. */
export function bearsSource(account: string, { fund, resource }: Cells): boolean {
  return account.startsWith(`${String(fund)}-${String(resource)}-`);
}

/** The object code of an account string that is one of salaries or benefits; null: it is of something else. */
export function salaryObject(account: string): string | null {
  const object = account.split('-')[5] ?? '';
  return object >= '1000' && object <= '3999' ? object : null;
}

export function isBond({ type }: Cells): boolean {
  return type === 'GO Bond';
}
