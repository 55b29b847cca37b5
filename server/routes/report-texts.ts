import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { keepsTable } from '../../shared/access/duties.ts';
import type { Membership } from '../../shared/access/membership.ts';
import { reportTextLabels, reportTextSpecs } from '../../shared/plan/report-texts.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  reportTextRequest,
  reportTextsReply,
  type ReportTextConflict,
  type ReportTextsReply,
} from '../../shared/protocol/report-texts.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { reportTexts } from '../../shared/tables/report-texts.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { normalizeText } from '../../shared/tables/kinds/text-kinds.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import type { Store } from '../storage/database.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  queryRevision,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { rowOfRequest } from '../http/row-of-request.ts';
import { knownRevision } from './rows.ts';
import { seenRevision, toldRevision } from '../http/seen-revision.ts';
import { unpackBody } from '../http/unpack-body.ts';

/** A text of the greatest length in letters that take most room, and what stands around it. */
const TEXT_LIMIT = 64 * 1024;

const unknownRevision = { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } };

const getTexts = createRoute({
  method: 'get',
  path: '/programs/{program}/report-texts',
  summary: 'Texts of the annual plan and of board reports',
  security: signedIn,
  request: { params: programPath, query: z.object({ at: queryRevision.optional() }) },
  responses: {
    ...answers(reportTextsReply, 'Every text there is a place for, in the order of the reports.'),
    409: unknownRevision,
  },
});

const putText = createRoute({
  method: 'put',
  path: '/programs/{program}/report-texts',
  summary: 'Write a text of the reports',
  description:
    'A sync like any other: it makes a revision, and can be reverted. What somebody else has written since `seen` is answered 409 `changed_meanwhile` with both texts, and nothing is saved.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(TEXT_LIMIT)),
  request: { params: programPath, body: jsonBody(reportTextRequest) },
  responses: {
    ...answers(reportTextsReply, 'The texts as they are now.'),
    403: { description: 'Not for you.', content: { 'application/json': { schema: errorBody } } },
    409: {
      ...unknownRevision,
      description: 'Written by somebody else since, with `details` of ReportTextConflict; or an unknown revision.',
    },
  },
});

export function reportTextsRoutes({ store, sync }: Services): OpenAPIHono<AppEnv> {
  return newRoutes()
    .openapi(getTexts, async (c) => {
      const { id, membership } = c.get('program');
      const { at } = c.req.valid('query');
      if (at !== undefined) await knownRevision(store, id, at);
      return c.json(await textsAt(store, id, membership, at), 200);
    })
    .openapi(putText, async (c) => {
      const { id, membership } = c.get('program');
      const [request, author] = [c.req.valid('json'), c.get('person')];
      const { section, syncId } = request;
      if (!reportTextLabels.includes(section)) {
        throw invalidRequest(
          'section',
          `The reports have no text ${section}. Choose from: ${reportTextLabels.join(', ')}.`,
        );
      }
      const base = await seenRevision(store.read, id, request);
      const text = request.text === null ? null : normalizeText(request.text);
      const row = textRow(await readRows(store.read, id, reportTexts, base), section)?.row;
      const edit = editOf({ section, text, seen: base, row, newRow: rowOfRequest([id, author.id, syncId, section]) });
      if (edit === null) return c.json(await textsAt(store, id, membership), 200);
      const digest = requestDigest(request);
      const origin = {
        door: 'sync',
        workbook: 'server',
        syncId,
        digest,
        base,
        note: `Report text: ${section}`,
      } as const;
      const reply = await sync.sync(id, { author, origin, edits: [edit] }, { keepConflicts: false });
      const [refusal] = reply.refusals;
      if (refusal) throw new HttpError('forbidden', refusal.message);
      const texts = await textsAt(store, id, membership, reply.revision);
      if (reply.conflicts.length > 0) throw changedMeanwhile(section, text, reply, texts);
      return c.json(texts, 200);
    });
}

interface Asked {
  readonly section: string;
  readonly text: string | null;
  readonly seen: number;
  /** Row of the text; undefined: it was not written then. */
  readonly row: RowId | undefined;
  readonly newRow: RowId;
}

/** What is to be done; null: nothing. */
function editOf({ section, text, seen, row, newRow }: Asked): Edit | null {
  const table = reportTexts.name;
  const isEmpty = text === null || text === '';
  if (row === undefined) return isEmpty ? null : { kind: 'insert', table, row: newRow, cells: { section, text }, seen };
  return isEmpty
    ? { kind: 'delete', table, row, seen }
    : { kind: 'update', table, row, cells: { text }, seen: { text: seen } };
}

function textRow(rows: readonly StoredRow[], section: string): StoredRow | undefined {
  return rows.find(({ cells }) => cells['section'] === section);
}

/** The texts at a revision; absent: the head. */
async function textsAt(
  { read }: Store,
  program: string,
  membership: Membership,
  at?: number,
): Promise<ReportTextsReply> {
  return inSnapshot(read, async (snapshot) => {
    const told = await toldRevision(snapshot, program, at);
    const rows = await readRows(snapshot, program, reportTexts, at);
    return {
      ...told,
      mayEdit: keepsTable(membership, reportTexts),
      texts: reportTextSpecs.map(({ label, chapter, says }) => {
        const text = textRow(rows, label)?.cells['text'];
        return { section: label, chapter, says, text: typeof text === 'string' ? text : null };
      }),
    };
  });
}

/** What somebody else has written since, beside what was to be written. */
function changedMeanwhile(
  section: string,
  yours: string | null,
  { conflicts }: SyncReply,
  { texts }: ReportTextsReply,
): HttpError {
  const [conflict] = conflicts;
  if (conflict === undefined) throw new Error('There is no conflict to tell of.');
  const { by, at, revision } = conflict;
  const theirs = texts.find((text) => text.section === section)?.text ?? null;
  const what = theirs === null ? `has emptied ${section}` : `has written ${section} anew`;
  const message = `${by} ${what} since you looked. Nothing of yours was saved. Compare both texts, and save the one that is to hold.`;
  return new HttpError('changed_meanwhile', message, {
    section,
    yours,
    theirs,
    by,
    at,
    revision,
  } satisfies ReportTextConflict);
}
