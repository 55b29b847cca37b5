import type { Kysely } from 'kysely';
import { appendAct } from '../audit/append-act.ts';
import type { ActedBy } from '../identity/administrators.ts';
import { makeProgram } from '../identity/accounts.ts';
import { lockProgram } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';

/** What a program is called. */
export interface ProgramNames {
  readonly name: string;
  readonly district: string;
  /** Such as 2026-27. */
  readonly fiscalYear: string;
}

/** Makes an empty program, in a transaction. @returns false where there is one of this id */
export async function addProgram(
  transaction: Kysely<Database>,
  { id, ...names }: ProgramNames & { readonly id: string },
  by: ActedBy,
): Promise<boolean> {
  if (!(await makeProgram(transaction, { id, ...names }))) return false;
  const what = `Added the program: ${wordsOf(names)}`;
  await appendAct(transaction, { ...by, program: id, kind: 'program', what });
  return true;
}

/** Gives a program other names, in a transaction. What bears the old ones goes on: it is known by its id. */
export async function renameProgram(
  transaction: Kysely<Database>,
  id: string,
  { name, district, fiscalYear }: ProgramNames,
  by: ActedBy,
): Promise<void> {
  const program = await lockProgram(transaction, id);
  if (!program) throw new Error(`There is no program ${id}.`);
  const before = wordsOf({ name: program.name, district: program.district, fiscalYear: program.fiscal_year });
  const after = wordsOf({ name, district, fiscalYear });
  if (before === after) return;
  const names = { name, district, fiscal_year: fiscalYear };
  await transaction.updateTable('programs').set(names).where('id', '=', id).execute();
  const what = `Renamed the program: ${after}; before, ${before}`;
  await appendAct(transaction, { ...by, program: id, kind: 'program', what });
}

/** [ADM3] Archives a program or brings it back, in a transaction; nothing is done where it is so. */
export async function setArchived(
  transaction: Kysely<Database>,
  id: string,
  isArchived: boolean,
  by: ActedBy,
): Promise<void> {
  const program = await lockProgram(transaction, id);
  if (!program) throw new Error(`There is no program ${id}.`);
  if ((typeof program.archived_at === 'string') === isArchived) return;
  const archived = { archived_at: isArchived ? by.at : null };
  await transaction.updateTable('programs').set(archived).where('id', '=', id).execute();
  const what = isArchived ? 'Archived the program' : 'Brought the program back from the archive';
  await appendAct(transaction, { ...by, program: id, kind: 'program', what });
}

function wordsOf({ name, district, fiscalYear }: ProgramNames): string {
  return `${name}, ${district}, ${fiscalYear}`;
}
