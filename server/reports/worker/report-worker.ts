import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import { HttpError } from '../../errors.ts';
import { paperJson } from '../document/paper-json.ts';
import { printedReport } from '../document/printed-report.ts';
import type { ReportMoment } from '../document/report-moment.ts';
import { reportXlsx } from '../document/report-xlsx.ts';
import { askedDocument } from './asked-report.ts';
import type {
  MadeReport,
  ReportAnswer,
  ReportJob,
  ReportOutcome,
  ReportQuestion,
  TellableMoment,
} from './report-messages.ts';

/** Puts one report together beside the server's own thread, and ends. See make-report.ts for the other end. */
async function make({ asked, type, moment }: ReportJob, port: MessagePort): Promise<MadeReport> {
  const report = await askedDocument(createAskedMoment(port)(moment), asked);
  const { plan, title, subtitle, asOf, receipt } = report;
  const about = { plan, title, subtitle, asOf, receipt };
  if (type === 'xlsx') return { about, content: { kind: 'file', bytes: await reportXlsx(report) } };
  return { about, content: { kind: 'printed', json: paperJson(printedReport(report)) } };
}

/** Moments whose rows the other end reads. */
function createAskedMoment(port: MessagePort): (moment: TellableMoment) => ReportMoment {
  const open = new Map<number, (answer: ReportAnswer) => void>();
  let asked = 0;
  port.on('message', (answer: ReportAnswer) => open.get(answer.question)?.(answer));
  const ask = (toQuestion: (question: number) => ReportQuestion, hear: (answer: ReportAnswer) => void): void => {
    asked += 1;
    open.set(asked, hear);
    port.postMessage(toQuestion(asked));
  };
  const askedMoment = ({ number, ...about }: TellableMoment): ReportMoment => ({
    ...about,
    stored: (rowsAsked) =>
      new Promise((resolve) => {
        const rows: PlainRow[] = [];
        ask(
          (question) => ({ kind: 'rows', question, moment: number, asked: rowsAsked }),
          (answer) => {
            if (answer.kind !== 'rows') return;
            for (const row of answer.rows) rows.push(row);
            if (answer.isLast) resolve(rows);
          },
        );
      }),
    before: () =>
      new Promise((resolve) => {
        ask(
          (question) => ({ kind: 'before', question, moment: number }),
          (answer) => {
            if (answer.kind === 'before') resolve(answer.moment === null ? null : askedMoment(answer.moment));
          },
        );
      }),
  });
  return askedMoment;
}

function isReportJob(value: unknown): value is ReportJob {
  return typeof value === 'object' && value !== null && 'asked' in value && 'moment' in value;
}

const toServer = parentPort;
const job: unknown = workerData;
if (toServer === null || !isReportJob(job)) throw new Error('The report worker was given no job.');
const tell = (outcome: ReportOutcome): void => toServer.postMessage(outcome, []);
// Any other failure ends the worker, which whoever waits hears.
void make(job, toServer).then(
  (report) => tell({ kind: 'made', report }),
  (error: unknown) => {
    if (!(error instanceof HttpError)) throw error;
    const { code, message, details } = error;
    tell({ kind: 'refused', code, message, details });
  },
);
