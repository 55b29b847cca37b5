import { parentPort, workerData } from 'node:worker_threads';
import { Packer } from 'docx';
import type { PrintedReport } from '../reports/document/printed-report.ts';
import type { DocumentReply } from '../workers/document-reply.ts';
import { wordDocument } from './word-document.ts';

/** Writes one report and ends. */
async function write(report: PrintedReport): Promise<DocumentReply> {
  const bytes = await Packer.toBuffer(wordDocument(report));
  return { kind: 'done', bytes: new Uint8Array(bytes) };
}

function isReport(value: unknown): value is PrintedReport {
  return typeof value === 'object' && value !== null && 'sections' in value && 'stamp' in value;
}

const port = parentPort;
const job: unknown = workerData;
const report: unknown = typeof job === 'string' ? JSON.parse(job) : null;
if (port === null || !isReport(report)) throw new Error('The Word worker was given no report.');
// A failure ends the worker, which whoever waits hears.
void write(report).then((reply) => port.postMessage(reply));
