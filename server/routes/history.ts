import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { historyReply, wayIn, type RevisionChanges } from '../../shared/protocol/history.ts';
import { cellChanges } from '../../shared/sync/history/cell-changes.ts';
import { invalidRequest } from '../errors.ts';
import { readHistory, readRevisions, type HistoryRecord } from '../storage/history.ts';
import type { JournalRecord } from '../storage/journal.ts';
import { rowKeys } from '../storage/row-keys.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { cursorText, parseCursor } from '../http/page-cursor.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/, 'Use a date such as 2026-11-23.');

const getHistory = createRoute({
  method: 'get',
  path: '/programs/{program}/history',
  summary: 'Revisions and their cell changes, newest first',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      table: z.string().max(60).optional(),
      row: z.string().max(60).optional(),
      revision: z.coerce.number().int().min(1).optional().meta({ description: 'The changes of this revision alone' }),
      column: z
        .string()
        .regex(/^\w{1,60}$/)
        .optional(),
      workbook: z.string().max(100).optional().meta({ description: 'Id of the workbook that sent the change' }),
      by: z.string().max(100).optional().meta({ description: 'Person: name or account id' }),
      from: day.optional().meta({ description: 'From this day (or moment) on, UTC' }),
      to: day.optional().meta({ description: 'To the end of this day (or before this moment), UTC' }),
      changes: z.enum(['listed', 'none']).default('listed').meta({
        description: 'none: revisions of the whole plan without their changes; `limit` counts revisions then',
      }),
      cursor: z.string().max(40).optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(1000).default(200).meta({ description: 'Changed rows per page' }),
    }),
  },
  responses: answers(historyReply, 'One page; `next` is null on the last.'),
});

export function historyRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getHistory, async (c) => {
    const { cursor, limit, to, changes, ...filter } = c.req.valid('query');
    const program = c.get('program').id;
    const after = cursor === undefined ? undefined : historyCursor(cursor);
    if (changes === 'none') {
      refuseCut(filter);
      const { workbook, by, from } = filter;
      const before = to === undefined ? undefined : endOf(to);
      const below = after?.revision;
      const found = await readRevisions(store.read, { program, workbook, by, from, before, below, limit: limit + 1 });
      return c.json(revisionsPage(found, limit), 200);
    }
    const page = await inSnapshot(store.read, async (snapshot) => {
      const records = await readHistory(snapshot, {
        ...filter,
        program,
        before: to === undefined ? undefined : endOf(to),
        after,
        limit: limit + 1,
      });
      const shown = records.slice(0, limit);
      const keys = await rowKeys(
        snapshot,
        program,
        shown.map(({ entry }) => entry),
      );
      const last = shown.at(-1);
      const hasMore = records.length > limit && last !== undefined;
      const next = hasMore ? cursorText({ revision: last.revision.number, place: last.ordinal }) : null;
      return { revisions: groupByRevision(shown, keys), next };
    });
    return c.json(page, 200);
  });
}

/** Which revisions touched a table or a row is known from their changes only. */
function refuseCut({ table, row, column, revision }: Readonly<Record<string, unknown>>): void {
  if ([table, row, column, revision].some((part) => part !== undefined))
    throw invalidRequest('changes', 'Revisions without their changes are listed for the whole plan only.');
}

function revisionsPage(found: readonly HistoryRecord['revision'][], limit: number) {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  // The end of the revision: whoever goes on from here starts with the one before.
  const next =
    found.length > limit && last !== undefined ? cursorText({ revision: last.number, place: last.changes }) : null;
  return { revisions: shown.map((revision) => wireRevisionOf(revision, [])), next };
}

function wireRevisionOf(revision: HistoryRecord['revision'], changes: RevisionChanges['changes']): RevisionChanges {
  const { number, at, personName: by, workbook, note, door, accepted, changes: rows, hash } = revision;
  return { revision: number, at, by, workbook, note, ...wayIn(door), accepted, rows, hash, changes };
}

function historyCursor(cursor: string): { revision: number; ordinal: number } {
  const { revision, place } = parseCursor(cursor, 'a history page');
  return { revision, ordinal: place };
}

/** A day lasts to its end; a moment is taken as it is. */
function endOf(to: string): string {
  return to.includes('T') ? to : `${to}T24`;
}

function groupByRevision(records: readonly HistoryRecord[], keys: (entry: JournalRecord) => string): RevisionChanges[] {
  const revisions: RevisionChanges[] = [];
  for (const { entry, revision } of records) {
    let group = revisions.at(-1);
    if (group?.revision !== revision.number) {
      group = wireRevisionOf(revision, []);
      revisions.push(group);
    }
    const { table, row, kind } = entry;
    group.changes.push({ table, row, key: keys(entry), kind, cells: cellChanges(entry) });
  }
  return revisions;
}
