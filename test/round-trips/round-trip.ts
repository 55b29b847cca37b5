import type { WorkbookReply } from '../../shared/protocol/workbook.ts';
import { countParts } from './kept-parts.ts';
import { changesBetween, download, openMiniPlan, planState, promisedChanges, upload } from './mini-plan.ts';
import { planOfEdits, type ExpectedChange, type PlannedEdit } from './plan-of-edits.ts';
import type { SpreadsheetProgram } from './programs/spreadsheet-program.ts';
import { openSavedBook, type SavedBook } from './saved-book.ts';
import type { TestClient } from '../contracts/test-server.ts';

/** One upload of a file: what its preview promised, what it answered, and what became of the plan. */
export interface Upload {
  readonly promised: readonly ExpectedChange[];
  readonly preview: WorkbookReply;
  readonly reply: WorkbookReply;
  readonly done: readonly ExpectedChange[];
}

/** The consolidated workbook through a program, and back into the plan. */
export interface RoundTrip {
  readonly program: string;
  readonly version: string;
  /** Opened and saved, nothing more. */
  readonly untouched: Upload;
  /** The whole plan of edits, uploaded as a person does at first. */
  readonly first: Upload;
  /** The same file again, with what was asked answered by yes. */
  readonly allowed: Upload;
  /** The same file once more. */
  readonly again: Upload;
  readonly saved: SavedBook;
  /** Per kind of part, how many the downloaded workbook has and how many the untouched one that was saved. */
  readonly parts: ReadonlyMap<string, { readonly before: number; readonly after: number }>;
}

export const plannedEdits: readonly PlannedEdit[] = Object.values(planOfEdits);

/** Everything that the plan of edits is to change, before anything was asked or with what was asked allowed. */
export function expectedChanges(include: 'unasked' | 'asked'): ExpectedChange[] {
  return plannedEdits
    .filter(({ asked = false }) => asked === (include === 'asked'))
    .flatMap(({ changes }) => [...changes]);
}

export async function roundTrip(program: SpreadsheetProgram): Promise<RoundTrip> {
  const version = await program.version();
  const { server, finance } = await openMiniPlan();
  try {
    const workbook = await download(finance);
    const steps = plannedEdits.flatMap((edit) => [...edit.steps]);
    const [untouched = workbook, edited = workbook] = await program.edit([
      { workbook, steps: [] },
      { workbook, steps },
    ]);
    const before = countParts(workbook);
    const after = countParts(untouched);
    return {
      program: program.name,
      version,
      untouched: await giveBack(finance, untouched, false),
      first: await giveBack(finance, edited, false),
      allowed: await giveBack(finance, edited, true),
      again: await giveBack(finance, edited, true),
      saved: openSavedBook(edited),
      parts: new Map([...before].map(([name, count]) => [name, { before: count, after: after.get(name) ?? 0 }])),
    };
  } finally {
    await server.close();
  }
}

export async function giveBack(client: TestClient, workbook: Uint8Array, allowDeletions: boolean): Promise<Upload> {
  const deletions = allowDeletions ? 'allow' : 'ask';
  const preview = await upload(client, workbook, `?preview=true&deletions=${deletions}`);
  const before = await planState(client);
  const reply = await upload(client, workbook, `?deletions=${deletions}`);
  return { promised: promisedChanges(preview), preview, reply, done: changesBetween(before, await planState(client)) };
}
