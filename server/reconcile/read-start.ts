import type { Kysely } from 'kysely';
import type { Membership } from '../../shared/access/membership.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { RowsQuestion } from '../../shared/sync/merge/questions.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { grantedIn, type Granted } from '../identity/granted.ts';
import { membershipOn, personOfRows, personSelections, zoneSelection } from '../identity/held-now.ts';
import { programOf, programSelection } from '../storage/programs.ts';
import { readTogether, type Values } from '../storage/read-together.ts';
import { rowSelection, storedRowOf } from '../storage/rows.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { dayOfMoment } from '../totals/plan-time.ts';
import { assertNotOutdated, newerMigrations } from './outdated-server.ts';

/** What a sync has to know before it looks at any row. */
export interface SyncStart {
  /** As it stands now. */
  readonly program: ProgramRow;
  /** [PPL1] As they are now: rights may have been taken away while the sync waited its turn. Undefined: no member. */
  readonly membership: Membership | undefined;
  /** [I1] This sync has been answered before. */
  readonly isAnswered: boolean;
  readonly hasOpenConflicts: boolean;
  /** The day of a moment where the program is, by its settings as they are. */
  readonly dayOf: (at: string) => string;
  /** When the head was made; null at 0. */
  readonly headAt: string | null;
  /** The rows of a few edits, so that its merge need not ask for them. */
  readonly rows: readonly RowsRead[];
}

/** What was granted, of a row with the four columns that say so. */
function grantedOf([role, scope, roles, person]: Values): Granted {
  return grantedIn({ role, scope, plan_roles: roles, person });
}

/** Those that are there of the rows asked for. */
export interface RowsRead {
  readonly asked: RowsQuestion;
  readonly found: readonly StoredRow[];
}

interface StartRequest {
  readonly program: string;
  readonly person: string;
  readonly workbook: string;
  readonly syncId: string;
  readonly edits: readonly Edit[];
  /** Server time, ISO 8601 UTC. */
  readonly at: string;
}

/** The rows of more edits are read by the merge, which knows whether there is anything to find. */
const FEW_EDITS = 200;

function rowsOf(edits: readonly Edit[]): RowsQuestion[] {
  if (edits.length >= FEW_EDITS) return [];
  const rows = new Map<string, Set<RowId>>();
  for (const { table, row } of edits) getOrMake(rows, table, () => new Set<RowId>()).add(row);
  return [...rows].map(([table, asked]) => ({ kind: 'rows', table, rows: [...asked] }));
}

/**
 * One statement, after the program is locked: what others have committed while the sync waited must be in it. Undefined: there is
 * no such program. Throws unavailable where a newer server has taken over.
 */
export async function readStart(
  db: Kysely<Database>,
  { program: id, person, workbook, syncId, edits, at }: StartRequest,
): Promise<SyncStart | undefined> {
  const asked = rowsOf(edits);
  const ofProgram = { column: 'program', is: id } as const;
  const ofPerson = { column: 'person', is: person } as const;
  const head = { from: 'programs', columns: ['revision'], where: [{ column: 'id', is: id }] } as const;
  const [
    programs = [],
    members = [],
    replies = [],
    conflicts = [],
    zones = [],
    heads = [],
    assigned = [],
    people = [],
    newer = [],
    ...rows
  ] = await readTogether(db, [
    programSelection(id),
    {
      from: 'memberships',
      columns: ['role', 'scope', 'plan_roles', 'person'],
      where: [ofProgram, { column: 'account', is: person }],
    },
    { from: 'sync_replies', columns: ['revision'], where: [ofProgram, ofPerson, { column: 'sync_id', is: syncId }] },
    {
      from: 'conflicts',
      columns: ['id'],
      where: [ofProgram, ofPerson, { column: 'workbook', is: workbook }, { column: 'status', is: 'open' }],
    },
    zoneSelection(id),
    { from: 'revisions', columns: ['at'], where: [ofProgram, { column: 'number', of: head }] },
    ...personSelections(id, person),
    newerMigrations,
    ...asked.map((each) => rowSelection(id, tableNamed(each.table), { column: 'row_id', in: each.rows })),
  ]);
  assertNotOutdated(newer);
  const [found] = programs;
  if (!found) return undefined;
  const [member] = members;
  const [zone = null] = zones[0] ?? [];
  const dayOf = (at: string): string => dayOfMoment(zone, at);
  const [headAt = null] = heads[0] ?? [];
  return {
    program: programOf(found),
    membership: member && membershipOn(grantedOf(member), personOfRows(assigned, people), dayOf(at)),
    isAnswered: replies.length > 0,
    hasOpenConflicts: conflicts.length > 0,
    dayOf,
    headAt: headAt === null ? null : String(headAt),
    rows: asked.map((each, i) => ({
      asked: each,
      found: (rows[i] ?? []).map(storedRowOf(tableNamed(each.table))),
    })),
  };
}
