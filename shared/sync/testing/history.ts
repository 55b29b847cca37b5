import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { canonicalJson } from '../canonical-json.ts';
import { decide } from '../apply/decide.ts';
import type { Edit } from '../edit.ts';
import type { Conflict, MergeOutcome, Refusal } from '../outcome.ts';
import { replay, type ProgramState } from '../history/replay.ts';
import { setIsFilled, setText } from '../set-text.ts';
import { referencesOf } from '../../tables/table.ts';
import { mergeByAsking } from './answer-questions.ts';
import type { Program } from './program.ts';
import { smallTables } from './small-tables.ts';
import { startedProgram } from './started-program.ts';
import { answer, Workbook } from './workbook.ts';

/** One step of a history; row indexes count modulo the rows of the person's sheet. */
export type Step =
  | {
      readonly kind: 'type';
      readonly person: number;
      readonly table: string;
      readonly rowIndex: number;
      readonly column: string;
      readonly value: Cell;
    }
  | { readonly kind: 'add'; readonly person: number; readonly table: string; readonly cells: Cells }
  | { readonly kind: 'remove'; readonly person: number; readonly table: string; readonly rowIndex: number }
  | { readonly kind: 'sync'; readonly person: number }
  /** The sync reaches the server, the reply never arrives. */
  | { readonly kind: 'loseReply'; readonly person: number }
  /** The pane dies after so many writes per table, before the revision is written. */
  | { readonly kind: 'crash'; readonly person: number; readonly writes: number }
  | { readonly kind: 'decide'; readonly person: number; readonly choice: 'keepLocal' | 'takeRemote' };

interface Person {
  readonly workbook: Workbook;
  conflicts: readonly Conflict[];
  rowsAdded: number;
}

/** Throws an Error that names the law that was broken. */
function must(isKept: boolean, law: string, detail: unknown): void {
  if (!isKept) throw new Error(`${law}: ${JSON.stringify(detail)}`);
}

/**
 * Plays a history of several workbooks against one program, checks the laws of the contract after every step, and
 * returns what happened in a form that can be compared.
 */
export function runHistory(steps: readonly Step[]): string {
  const program = startedProgram();
  const people = ['Ana', 'Ben', 'Zoe'].map((by): Person => {
    return { workbook: new Workbook(by, smallTables), conflicts: [], rowsAdded: 0 };
  });
  for (const person of people) sync(program, person);
  for (const step of steps) {
    const person = people[step.person];
    if (person) play(program, person, step);
  }
  settle(program, people);
  for (const person of people) checkConverged(program, person);
  const replayed = replay(program.journal);
  must(textOf(replayed) === textOf(program.head), 'REV5 the journal replays to the head', program.journal);
  return canonicalJson(
    program.journal.map(({ table, row, kind, before, after }) => ({ table, row, kind, before, after })),
  );
}

/** Everyone syncs twice without editing; again, as long as an edit that was refused before succeeds now. */
function settle(program: Program, people: readonly Person[]): void {
  for (let round = 0; round < 10; round++) {
    const before = program.revision;
    for (let twice = 0; twice < 2; twice++) for (const person of people) sync(program, person);
    if (program.revision === before) return;
  }
  must(false, 'syncing without editing comes to an end', program.journal);
}

function textOf(state: ProgramState): string {
  const rows = [...state].flatMap(([table, stored]) =>
    [...stored.values()].map(({ row, cells }) => ({ table, row, cells })),
  );
  return canonicalJson(rows.sort((a, b) => (`${a.table} ${a.row}` < `${b.table} ${b.row}` ? -1 : 1)));
}

function play(program: Program, person: Person, step: Step): void {
  const { workbook } = person;
  switch (step.kind) {
    case 'type': {
      const row = pick(workbook.sheet(step.table), step.rowIndex);
      if (row !== undefined) workbook.type(step.table, row, step.column, step.value);
      return;
    }
    case 'add':
      workbook.sheet(step.table).set(`${workbook.by}${person.rowsAdded++}`, step.cells);
      return;
    case 'remove': {
      const row = pick(workbook.sheet(step.table), step.rowIndex);
      if (row !== undefined) workbook.sheet(step.table).delete(row);
      return;
    }
    case 'sync':
      return sync(program, person);
    case 'loseReply':
      checkedAnswer(program, person);
      return;
    case 'crash': {
      const { sent, reply } = checkedAnswer(program, person);
      for (const table of smallTables) workbook.write(workbook.plan(table, sent, reply), step.writes);
      return;
    }
    case 'decide':
      return decideAll(person, step.choice);
  }
}

function pick(rows: ReadonlyMap<RowId, Cells>, index: number): RowId | undefined {
  return rows.size === 0 ? undefined : [...rows.keys()][index % rows.size];
}

function checkedAnswer(program: Program, { workbook }: Person) {
  const sent = { edits: workbook.edits(), base: workbook.revision };
  const before = program.head;
  const seenStates = new Map<number, ProgramState>();
  const stateAt = (revision: number) => {
    const known = seenStates.get(revision) ?? program.at(revision);
    seenStates.set(revision, known);
    return known;
  };
  for (const edit of sent.edits) for (const { seen } of cellsSent(edit)) stateAt(seen);
  const { outcome: byAsking } = mergeByAsking(program, sent.edits);
  const reply = answer(program, sent, workbook.by);
  must(
    JSON.stringify(byAsking) === JSON.stringify(reply.outcome),
    'a merge that is told just what it asks for is the merge of the whole',
    {
      byAsking,
      outcome: reply.outcome,
    },
  );
  checkIntegrity(program);
  checkNothingLost(sent.edits, reply.outcome, before, program.head, stateAt);
  return { sent, reply };
}

/** V02 and V04 hold of the head: no key or filled unique set twice, and every filled reference leads somewhere. */
function checkIntegrity(program: Program): void {
  const seen = new Set<string>();
  for (const table of smallTables) {
    const sets = [table.key, ...(table.unique ?? [])];
    for (const { row, cells } of program.head.get(table.name)?.values() ?? []) {
      for (const set of sets.filter((each) => each === table.key || setIsFilled(each, cells))) {
        const text = `${table.name} ${set.join()} ${setText(set, cells)}`;
        must(!seen.has(text), 'V02 no two rows share a key or unique set', { row, text });
        seen.add(text);
      }
    }
  }
  for (const table of smallTables) {
    for (const { row, cells } of program.head.get(table.name)?.values() ?? []) {
      for (const { columns, table: target } of referencesOf(table)) {
        const key = smallTables.find(({ name }) => name === target)?.key ?? [];
        const isThere = !setIsFilled(columns, cells) || seen.has(`${target} ${key.join()} ${setText(columns, cells)}`);
        must(isThere, 'V04 every reference leads somewhere', { table: table.name, row, columns });
      }
    }
  }
}

function sync(program: Program, person: Person): void {
  const { workbook } = person;
  const { sent, reply } = checkedAnswer(program, person);
  const again = workbook.apply(sent, reply).flatMap((plan) => {
    return [...plan.cellWrites, ...plan.deletes, ...plan.inserts, ...plan.rowIdRewrites];
  });
  must(again.length === 0, 'planning again after applying is empty', again);
  person.conflicts = reply.outcome.conflicts.map((conflict) => {
    return { ...conflict, row: reply.outcome.adopted[conflict.row] ?? conflict.row };
  });
}

/** Every cell an edit speaks of; a delete speaks of the row (column null). */
function cellsSent(edit: Edit): { readonly column: string | null; readonly local: Cell; readonly seen: number }[] {
  if (edit.kind === 'delete') return [{ column: null, local: null, seen: edit.seen }];
  return Object.entries(edit.cells).map(([column, local]) => {
    return { column, local, seen: edit.kind === 'insert' ? edit.seen : (edit.seen[column] ?? 0) };
  });
}

/**
 * Every cell sent is in the head, in a conflict or in a refusal; and what was overwritten had been seen by the one who
 * overwrote it.
 */
function checkNothingLost(
  edits: readonly Edit[],
  outcome: MergeOutcome,
  before: ProgramState,
  after: ProgramState,
  stateAt: (revision: number) => ProgramState,
): void {
  for (const edit of edits) {
    const target = outcome.adopted[edit.row] ?? edit.row;
    const of = (each: Conflict | Refusal) => each.table === edit.table && each.row === edit.row;
    const keptOut = [...outcome.conflicts, ...outcome.refusals].filter(of);
    const stored = after.get(edit.table)?.get(target);
    const isWholeOut =
      keptOut.some(({ column }) => column === null) || (edit.kind !== 'update' && !stored && keptOut.length > 0);
    for (const { column, local, seen } of cellsSent(edit)) {
      if (column === null) {
        must(stored === undefined || keptOut.length > 0, 'a delete is done or answered', { edit, outcome });
        continue;
      }
      const isThere = stored !== undefined && (stored.cells[column] ?? null) === local;
      const isAnswered = isWholeOut || keptOut.some((each) => each.column === column);
      // The head had the reference already, and the same sync renames what it refers to.
      const hasFollowed = outcome.changes.some((each) => each.row === target && each.before[column] === local);
      must(isThere || isAnswered || hasFollowed, 'every value sent is in the head, a conflict or a refusal', {
        edit,
        column,
        outcome,
      });
      const was = before.get(edit.table)?.get(target)?.cells[column] ?? null;
      const known = stateAt(seen).get(edit.table)?.get(target)?.cells[column] ?? null;
      const isOverwritten = isThere && !isAnswered && was !== null && was !== local;
      must(!isOverwritten || was === known, 'what is overwritten had been seen', { edit, column, was, known });
    }
  }
}

function decideAll(person: Person, choice: 'keepLocal' | 'takeRemote'): void {
  const { workbook } = person;
  for (const conflict of person.conflicts) {
    const isOffered = conflict.kind !== 'combined' || choice === 'takeRemote';
    if (!isOffered || !isStillOpen(workbook, conflict)) continue;
    const decision = decide(conflict, { kind: choice }, 'text', person.conflicts);
    workbook.decide(conflict.table, decision);
  }
  person.conflicts = [];
}

/** A person decides about what the sheet still shows. */
function isStillOpen(workbook: Workbook, { table, row, column, local }: Conflict): boolean {
  const cells = workbook.sheet(table).get(row);
  return (cells?.[column] ?? null) === local;
}

/** What a sheet still has of its own is exactly what the server refuses or is undecided. */
function checkConverged(program: Program, { workbook }: Person): void {
  const edits = workbook.edits();
  const own = new Set(
    edits.flatMap((edit) => cellsSent(edit).map(({ column }) => `${edit.table} ${edit.row} ${column}`)),
  );
  const ownRows = new Set(edits.filter(({ kind }) => kind !== 'update').map(({ table, row }) => `${table} ${row}`));
  for (const table of smallTables) {
    const head = program.head.get(table.name) ?? new Map<RowId, { cells: Cells }>();
    const sheet = workbook.sheet(table.name);
    for (const row of new Set([...head.keys(), ...sheet.keys()])) {
      if (ownRows.has(`${table.name} ${row}`) || workbook.pending(table.name).has(row)) continue;
      for (const column of Object.keys(table.columns)) {
        const [here, there] = [sheet.get(row)?.[column] ?? null, head.get(row)?.cells[column] ?? null];
        const isOwn = own.has(`${table.name} ${row} ${column}`);
        must(here === there || isOwn, 'sheets converge', {
          by: workbook.by,
          table: table.name,
          row,
          column,
          here,
          there,
        });
      }
    }
  }
  const { outcome } = answer(program, { edits, base: workbook.revision }, workbook.by);
  must(outcome.changes.length === 0, 'what is left is undecided or refused', outcome);
}
