import { mayEditFor } from '../../access/may-edit-for.ts';
import type { Membership } from '../../access/membership.ts';
import { placesIn } from '../../access/places-in.ts';
import { planJudge } from '../../plan/entry/judge-entry.ts';
import { sumsOfRows } from '../../plan/entry/sums-of-rows.ts';
import { rowRules } from '../../plan/rules/row-rules.ts';
import { planStamps } from '../../plan/lifecycles/stamps.ts';
import type { Edit } from '../edit.ts';
import type { StoredRow } from '../history/journal.ts';
import { contextFromRows } from '../merge/merge-context.ts';
import { merge } from '../merge/merge.ts';
import type { Refusal, Warning } from '../outcome.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { tables } from '../../tables/all-tables.ts';
import { planFacts } from '../../plan/figures/plan-facts.ts';
import { programRows, readTables } from '../../plan/figures/columns-read.ts';
import type { ProgramRows } from '../../plan/figures/program-rows.ts';
import { totalsOf, type MeasureValues } from '../../plan/figures/totals.ts';
import type { ProgramState } from '../program-rows.ts';

/** One figure before and after my changes, integer cents. */
export interface Effect {
  /** A source code, a project number, or "" for the program. */
  readonly group: string;
  /** Measure by name, such as `current`: only those that change. */
  readonly measures: Readonly<Record<string, { readonly before: number; readonly after: number }>>;
}

/** What sending my changes would do, as far as it can be told without the server: other people's news apart. */
export interface Preflight {
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly Warning[];
  /** The program as a whole; empty measures when no total changes. */
  readonly program: Effect;
  /** Sources and projects whose figures change, largest change first. */
  readonly sources: readonly Effect[];
  readonly projects: readonly Effect[];
}

/** Measures shown before sending: what a change can move, in the order of the reports. */
export const effectMeasures = ['original', 'current', 'proposed', 'obligated', 'expended', 'eac'] as const;

export interface PreflightInput {
  readonly edits: readonly Edit[];
  /** Every table at the workbook's revision. */
  readonly program: ProgramState;
  /** What the person may change; null: not known, so the server alone judges it. */
  readonly membership: Membership | null;
  /** When it is, ISO 8601; null: not known. */
  readonly at?: string | null;
}

/**
 * Merges the edits with the program at the workbook's revision by the server's own rules and rights, and
 * compares the totals.
 */
export function preflight({ edits, program, membership, at = null }: PreflightInput): Preflight {
  const judge = planJudge({ isFirst: program.revision === 0, isImport: false, now: at === null ? null : new Date(at) });
  const sums = sumsOfRows(() => rowsRead(program.tables));
  const rows = storedRows(program);
  const context = contextFromRows({ tables, rules: rowRules, stamps: planStamps, rows, judge, sums });
  const places = membership && placesIn(membership, context, edits, at);
  const mayEdit = membership && places ? mayEditFor(membership, places, program.revision === 0) : undefined;
  const outcome = merge({ ...context, mayEdit }, edits);
  const after = new Map(program.tables);
  for (const { table, row, kind, after: cells } of outcome.changes) {
    const changed = new Map<RowId, Cells>(after.get(table));
    if (kind === 'delete') changed.delete(row);
    else changed.set(row, { ...changed.get(row), ...cells });
    after.set(table, changed);
  }
  const [was, becomes] = [factsOf(program.tables), factsOf(after)];
  const effects = (cut: 'source' | 'project'): Effect[] => {
    const [old, next] = [totalsOf(was, [cut]), totalsOf(becomes, [cut])];
    return effectsBetween(valuesByGroup(old.rows), valuesByGroup(next.rows));
  };
  const [before, then] = [totalsOf(was, []).total, totalsOf(becomes, []).total];
  return {
    refusals: outcome.refusals,
    warnings: outcome.warnings,
    program: effectOf('', before, then),
    sources: effects('source'),
    projects: effects('project'),
  };
}

function storedRows({ revision, tables: program }: ProgramState): Record<string, StoredRow[]> {
  const rows: Record<string, StoredRow[]> = {};
  for (const [table, ofTable] of program) rows[table] = [...ofTable].map(([row, cells]) => ({ row, revision, cells }));
  return rows;
}

function factsOf(program: ProgramState['tables']) {
  return planFacts(rowsRead(program));
}

function rowsRead(program: ProgramState['tables']): ProgramRows {
  const rows = readTables.map((name) => [name, [...(program.get(name) ?? [])].map(([row, cells]) => ({ row, cells }))]);
  return programRows(Object.fromEntries(rows));
}

function valuesByGroup(rows: readonly { groups: readonly string[]; values: MeasureValues }[]) {
  return new Map(rows.map(({ groups, values }) => [groups[0] ?? '', values]));
}

const nothing: MeasureValues = {};

function effectsBetween(before: ReadonlyMap<string, MeasureValues>, after: ReadonlyMap<string, MeasureValues>) {
  const groups = new Set([...before.keys(), ...after.keys()]);
  return [...groups]
    .map((group) => effectOf(group, before.get(group) ?? nothing, after.get(group) ?? nothing))
    .filter(({ measures }) => Object.keys(measures).length > 0)
    .sort((a, b) => size(b) - size(a));
}

function effectOf(group: string, before: MeasureValues, after: MeasureValues): Effect {
  const measures: Record<string, { before: number; after: number }> = {};
  for (const name of effectMeasures) {
    const [was, is] = [before[name] ?? 0, after[name] ?? 0];
    if (was !== is) measures[name] = { before: was, after: is };
  }
  return { group, measures };
}

function size({ measures }: Effect): number {
  return Math.max(0, ...Object.values(measures).map(({ before, after }) => Math.abs(after - before)));
}
