import { checkWorkbook } from '../check-workbook.ts';
import { inspectWorkbook, type Inspection } from '../inspect-workbook.ts';
import { paced } from '../pace.ts';
import { readWorkbook, type WorkbookReading } from '../read-workbook.ts';
import type { SessionContext } from './session-context.ts';

/** The sheet beside its base; null when that is not to be had, which is reported. */
export async function readSheet(session: SessionContext): Promise<WorkbookReading | null> {
  const end = await readWorkbook(session.deps.workbook, session.memory);
  switch (end.kind) {
    case 'read':
      session.formulas.note(end.reading.locals, end.reading.base);
      return end.reading;
    case 'notConnected':
      session.report({ kind: 'opened', program: null, workbook: null, revision: null });
      return null;
    case 'failed':
      session.fail(end.problem);
      return null;
  }
}

/** Reads the sheet again and reports what waits in it; sends and writes nothing. */
export async function lookAtSheet(session: SessionContext): Promise<void> {
  // A review that waits for its answer is of a workbook that is not connected yet: there is nothing to compare it with.
  if (session.state.question?.kind === 'review' && session.state.program === null) return;
  session.report({ kind: 'checkStarted' });
  const reading = await readSheet(session);
  if (!reading) return;
  const { locals, metadata, base: acknowledged } = reading;
  const { tables } = reading.survey;
  session.acknowledged = acknowledged;
  const { nameRows, judged } = session;
  const { conflicts, refusals, question } = session.state;
  const check = await paced(
    checkWorkbook({ locals, metadata, tables, acknowledged, nameRows, conflicts, refusals, judged }),
  );
  if (question?.kind === 'rowsApart' && !check.isApart) session.report({ kind: 'answered' });
  session.judged = check.judged;
  const { toSend, drafts, evidence, unread, gone } = check;
  session.report({
    kind: 'checked',
    toSend,
    drafts,
    conflicts: check.conflicts,
    refusals: check.refusals,
    unread,
    gone,
    evidence,
    at: session.deps.now().toISOString(),
  });
}

/** What the next sync would take from the sheet; null when it cannot be read, which is reported. */
export async function inspectSheet(session: SessionContext): Promise<Inspection | null> {
  const reading = await readSheet(session);
  if (!reading) return null;
  const { state, nameRows } = session;
  return await inspectWorkbook({ reading, state, nameRows, formerFormulas: session.formulas.former });
}
