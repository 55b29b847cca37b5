import { changeDecision } from '../../shared/plan/changes/change-decision.ts';
import type { ChangeFacts, ChangeLine } from '../../shared/plan/changes/change-facts.ts';
import { nextLineId, titleOfLines } from '../../shared/plan/changes/change-number.ts';
import { draftEdits, redraftEdits, type Draft, type DraftedLine } from '../../shared/plan/changes/draft-edits.ts';
import { draftedLines, type TypedOver } from '../../shared/plan/changes/draft-lines.ts';
import { objectionsOf, warningsOf, type Objection } from '../../shared/plan/changes/objections.ts';
import { lifecycleOfChanges } from '../../shared/plan/lifecycles/lifecycles.ts';
import { saysWhy } from '../../shared/plan/lifecycles/lifecycles.ts';
import { brokenTransition } from '../../shared/plan/lifecycles/states.ts';
import type {
  ChangeView,
  DraftLine,
  ParsedDraftRequest,
  ParsedEditDraftRequest,
} from '../../shared/protocol/budget-changes.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { budgetLines } from '../../shared/tables/budget-lines.ts';
import { isRowId, type Cell, type Cells, type RowId } from '../../shared/tables/cell.ts';
import { invalidRequest } from '../errors.ts';
import { readRowsById } from '../storage/rows.ts';
import { readColumns } from '../totals/read-narrow-rows.ts';
import { toldFrom } from '../reconcile/known-history.ts';
import { viewOf } from './change-view.ts';
import { anyDrafter, judgeEdits, type Moment, type Who } from './judge-edits.ts';
import { changeLineOf, readChangeFacts, type StoredChange } from './read-change.ts';

/** A change as it would come into the plan, and what it moves. */
export interface PreparedDraft {
  readonly draft: Draft;
  readonly facts: ChangeFacts;
}

/** What of a request makes lines. */
type AskedLines = Pick<ParsedDraftRequest, 'lines' | 'differences' | 'balancedBy'>;

interface ResolvedLines {
  readonly lines: readonly DraftedLine[];
  readonly newLines: readonly Cells[];
  readonly facts: ChangeFacts;
}

/** Works out what a request drafts. Throws invalid_request for what cannot be a change. Call it inside a snapshot. */
export async function prepareDraft(
  moment: Moment,
  who: Who,
  request: ParsedDraftRequest,
  { number, today }: { readonly number: string; readonly today: string },
): Promise<PreparedDraft> {
  const { title, type, reason, reportNumber, resolutionNumber, boardDate, effectiveDate } = request;
  const { lines, newLines, facts } = await resolveLines(moment, request, today);
  const header = {
    number,
    type: type ?? 'Staff Modification',
    status: 'Draft',
    title: title ?? titleOfLines(lines.map(({ budgetLine }) => budgetLine)),
    reason: reason ?? null,
    requestedBy: who.name,
    ...filledIn({ reportNumber, resolutionNumber, boardDate, effectiveDate }),
  };
  const asked = changeDecision({ ...facts, change: header });
  const change = type === undefined && asked.needsBoard ? { ...header, type: 'Board Amendment' } : header;
  return { draft: { header: change, lines, newLines }, facts: { ...facts, change } };
}

/** The fields that were given. */
export function filledIn(fields: Readonly<Record<string, Cell | undefined>>): Cells {
  const cells: Record<string, Cell> = {};
  for (const [column, value] of Object.entries(fields)) if (value !== undefined) cells[column] = value;
  return cells;
}

/** The facts of a change with these lines. */
export function withLines(facts: ChangeFacts, lines: readonly DraftedLine[]): ChangeFacts {
  return { ...facts, lines: lines.map((line, index) => provisional(line, index + 1)) };
}

function provisional({ budgetLine, amount, counterpart, note }: DraftedLine, line: number): ChangeLine {
  return { line, row: null, budgetLine, amount, counterpart: counterpart ?? null, note: note ?? null };
}

async function resolveLines(moment: Moment, asked: AskedLines, today: string): Promise<ResolvedLines> {
  const { db, program } = moment;
  const [named, newLines] = await namedLines(moment, asked.lines);
  const differences = await typedOver(moment, asked.differences);
  const ids = [...named, ...differences].map(({ budgetLine }) => budgetLine);
  const lines = [...new Set([...ids, ...asked.balancedBy])].map((budgetLine, index) =>
    provisional({ budgetLine, amount: 0 }, index + 1),
  );
  const facts = await readChangeFacts(db, program, { change: {}, lines, newLines, isOpen: true }, today);
  const resolved = draftedLines({ lines: named, differences, balancedBy: asked.balancedBy }, facts.budgetLines);
  if (!resolved.ok) throw invalidRequest(resolved.wrong.path, resolved.wrong.message);
  return { lines: resolved.lines, newLines, facts: withLines(facts, resolved.lines) };
}

/** Every line with the id of its budget line, and the budget lines that come with them. */
async function namedLines(
  { db, program }: Moment,
  lines: readonly DraftLine[],
): Promise<readonly [readonly DraftedLine[], readonly Cells[]]> {
  const isUnnamed = lines.some((line) => 'newLine' in line && line.newLine.id === undefined);
  const rows = isUnnamed ? await readColumns(db, program.id, { table: 'budgetLines', columns: ['id'] }) : [];
  const known = rows.map(({ cells }) => String(cells['id']));
  const newLines: Cells[] = [];
  const named = lines.map((line): DraftedLine => {
    if ('budgetLine' in line) return line;
    const { newLine, ...rest } = line;
    const id = newLine.id ?? nextLineId(known);
    known.push(id);
    newLines.push({ ...filledIn(newLine), id, original: 0 });
    return { ...rest, budgetLine: id };
  });
  return [named, newLines];
}

/** What was typed over, by the ids of the budget lines: a sheet names them by their rows. */
async function typedOver(
  { db, program }: Moment,
  differences: ParsedDraftRequest['differences'],
): Promise<TypedOver[]> {
  const rows = await readRowsById(db, program.id, budgetLines, differences.map(({ row }) => row).filter(isRowId));
  const ids = new Map<RowId, string>(rows.map(({ row, cells }) => [row, String(cells['id'])]));
  return differences.map(({ row, column, value }) => ({ budgetLine: ids.get(row) ?? row, column, value }));
}

/** Judges a draft as it would come in, and as it would be submitted; writes nothing. */
export async function previewDraft(
  moment: Moment,
  who: Who,
  { draft, facts }: PreparedDraft,
  newRow: () => RowId,
): Promise<{ readonly view: ChangeView; readonly objections: readonly Objection[] }> {
  const place = { seen: moment.program.revision, newRow };
  const { header } = draft;
  const submitted = { ...header, status: 'Pending' };
  const asked = await judgeEdits(moment, anyDrafter, draftEdits({ ...draft, header: submitted }, place));
  const lacks = unready(header, submitted);
  const own = await judgeEdits(moment, who, draftEdits(draft, place));
  const unnumbered = { ...facts, change: { ...facts.change, number: null } };
  const unnamed = (said: readonly Objection[]): readonly Objection[] => withoutNumber(said, String(header['number']));
  return viewOfPreview(moment, unnumbered, {
    asked: {
      objections: unnamed([...lacks, ...objectionsOf(asked)]),
      warnings: unnamed(warningsOf(asked.warnings)),
    },
    own: unnamed(objectionsOf(own)),
  });
}

/** What is said of a change that is in no plan yet: by the time it is, its number may be another's. */
function withoutNumber(said: readonly Objection[], number: string): Objection[] {
  const name = (_number: string, at: number): string => (at === 0 ? 'This change' : 'this change');
  return said.map((objection) => ({ ...objection, message: objection.message.replaceAll(number, name) }));
}

interface Judged {
  readonly asked: { readonly objections: readonly Objection[]; readonly warnings: readonly Objection[] };
  readonly own: readonly Objection[];
}

function viewOfPreview(
  { program }: Moment,
  facts: ChangeFacts,
  { asked, own }: Judged,
): { readonly view: ChangeView; readonly objections: readonly Objection[] } {
  const why = own[0]?.message ?? asked.objections[0]?.message ?? null;
  const view = viewOf(facts, {
    ...asked,
    acts: [{ act: 'submit', may: why === null, why, needs: saysWhy(facts.change) ? [] : ['reason'] }],
    mayEdit: own.length === 0,
    reversedBy: null,
    history: [],
    told: toldFrom(program),
  });
  return { view, objections: own };
}

/** What a draft still needs before it can be submitted, as far as it says so itself. */
function unready(draft: Cells, submitted: Cells): Objection[] {
  const nothing = { related: () => undefined, naming: () => [] };
  const message = brokenTransition(lifecycleOfChanges, submitted, {
    before: draft,
    inPlaceOf: null,
    asNamed: nothing.related,
    asItWas: nothing,
    asItBecomes: nothing,
    history: () => [],
    flags: () => null,
    author: null,
  });
  return message === null ? [] : [{ rule: 'LCK9', message, table: 'changes', row: null, column: 'reason' }];
}

/** A draft that is to become another: its edits, and what it would move. */
export interface PreparedEdit {
  readonly edits: readonly Edit[];
  readonly preview: () => Promise<{ readonly view: ChangeView; readonly objections: readonly Objection[] }>;
}

/** Works out what becomes of a draft that is in the plan. Call it, and its preview, inside a snapshot. */
export async function prepareEdit(
  moment: Moment,
  who: Who,
  { stored, request }: { readonly stored: StoredChange; readonly request: ParsedEditDraftRequest },
  { today, newRow }: { readonly today: string; readonly newRow: () => RowId },
): Promise<PreparedEdit> {
  const { lines, seen: _seen, hash: _hash, ...fields } = request;
  const { header, lines: rows } = stored;
  const asked = { lines: lines ?? [], differences: [], balancedBy: [] };
  const resolved = lines === undefined ? undefined : await resolveLines(moment, asked, today);
  const changed = filledIn(fields);
  const draft = { header, lines: rows, changed, wanted: resolved?.lines, newLines: resolved?.newLines ?? [] };
  const place = { seen: moment.program.revision, newRow };
  const edits = redraftEdits(draft, place);
  return {
    edits,
    preview: async () => {
      const change = { ...header.cells, ...changed };
      const kept = { change, lines: rows.map(changeLineOf) };
      const facts = resolved?.facts ?? (await readChangeFacts(moment.db, moment.program, kept, today));
      const submitting = redraftEdits({ ...draft, changed: { ...changed, status: 'Pending' } }, place);
      const ahead = await judgeEdits(moment, anyDrafter, submitting);
      const own = objectionsOf(await judgeEdits(moment, who, edits));
      const judged = { asked: { objections: objectionsOf(ahead), warnings: warningsOf(ahead.warnings) }, own };
      return viewOfPreview(moment, { ...facts, change }, judged);
    },
  };
}
