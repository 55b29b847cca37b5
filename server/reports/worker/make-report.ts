import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReportFileType } from '../../../shared/protocol/reports.ts';
import { HttpError } from '../../errors.ts';
import { resultOf, type Settle } from '../../workers/document-reply.ts';
import { startWorker } from '../../workers/start-worker.ts';
import { ROWS_PER_MESSAGE } from '../../workbook/worker/worker-messages.ts';
import type { StoredMoment } from '../document/stored-moment.ts';
import type {
  AskedReport,
  MadeReport,
  ReportAnswer,
  ReportJob,
  ReportOutcome,
  ReportQuestion,
  TellableMoment,
} from './report-messages.ts';

/** Memory of the worker in megabytes: a district's plan takes some hundred. */
const HEAP_MB = 2048;

/**
 * Puts a report together in a worker of its own, which asks for the rows that it needs, so that the server answers others
 * meanwhile. Call it inside the snapshot that the moment is of. Throws HttpError for what the plan does not have or when
 * it takes too long, and Abandoned when the client goes meanwhile.
 */
export async function makeReport(
  moment: StoredMoment,
  asked: AskedReport,
  type: ReportFileType,
  client: AbortSignal | undefined,
): Promise<MadeReport> {
  const moments: StoredMoment[] = [];
  const told = (known: StoredMoment): TellableMoment => {
    const { revision, asOf, stamp } = known;
    return { revision, asOf, stamp, number: moments.push(known) - 1 };
  };
  const job: ReportJob = { asked, type, moment: told(moment) };
  const worker = await startWorker(import.meta.url, 'report-worker', {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const post = (answer: ReportAnswer): void => worker.postMessage(answer, []);
  // One after another: they share a connection.
  let last = Promise.resolve();
  const hear = (message: ReportQuestion | ReportOutcome, settle: Settle<MadeReport>): void => {
    if (message.kind === 'made') settle.resolve(message.report);
    else if (message.kind === 'refused') settle.reject(new HttpError(message.code, message.message, message.details));
    else last = last.then(() => answer(message, settle.over)).catch(settle.reject);
  };
  const answer = async (question: ReportQuestion, over: AbortSignal): Promise<void> => {
    const about = moments[question.moment];
    if (about === undefined) throw new Error(`A report asked for a moment ${question.moment} that it was not told of.`);
    if (question.kind === 'rows') return giveRows(about, question, post, over);
    const before = over.aborted ? null : await about.before();
    post({ kind: 'before', question: question.question, moment: before === null ? null : told(before) });
  };
  try {
    return await resultOf<MadeReport>(worker, client, (settle) => {
      worker.on('message', (message: ReportQuestion | ReportOutcome) => hear(message, settle));
    });
  } finally {
    await Promise.all([worker.terminate(), last]);
  }
}

/** [FA14] After each portion the event loop gets its turn: reading and copying one takes a few milliseconds. */
async function giveRows(
  moment: StoredMoment,
  { question, asked }: Extract<ReportQuestion, { readonly kind: 'rows' }>,
  post: (answer: ReportAnswer) => void,
  over: AbortSignal,
): Promise<void> {
  for await (const rows of moment.portions(asked, ROWS_PER_MESSAGE)) {
    if (over.aborted) return;
    post({ kind: 'rows', question, rows: rows.map(({ row, cells }) => ({ row, cells })), isLast: false });
    await nextTurn();
  }
  post({ kind: 'rows', question, rows: [], isLast: true });
}
