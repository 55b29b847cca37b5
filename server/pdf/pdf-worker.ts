import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { CompileFormatEnum, createTypstCompiler } from '@myriaddreamin/typst.ts/compiler';
import { loadFonts } from '@myriaddreamin/typst.ts/options.init';
import type { DocumentReply } from '../workers/document-reply.ts';
import { joinPdfs } from './join-pdfs.ts';
import type { PdfJob, SetJob, SetReply } from './pdf-messages.ts';
import { countPages } from './pdf-objects.ts';

/** Sets one document and ends: a compiler keeps what it has set, so its memory would grow with every document. */
async function compile(job: SetJob): Promise<SetReply> {
  const { compiler: module, fonts, sources, main, data } = job;
  const compiler = createTypstCompiler();
  await compiler.init({
    // In an object: passed bare, the loader warns.
    getModule: () => ({ module_or_path: module }),
    // `assets: false`: no font is fetched from anywhere.
    beforeBuild: [
      loadFonts(
        fonts.map((file) => new Uint8Array(readFileSync(file))),
        { assets: false },
      ),
    ],
  });
  for (const [path, text] of Object.entries(sources)) compiler.addSource(`/${path}`, text);
  const { result, diagnostics } = await compiler.compile({
    mainFilePath: `/${main}`,
    format: CompileFormatEnum.pdf,
    // Data is never part of the source, so nothing that somebody typed can be a command.
    inputs: { data },
    diagnostics: 'full',
  });
  if (result === undefined) return { kind: 'failed', message: JSON.stringify(diagnostics ?? 'no diagnostics') };
  return { kind: 'done', bytes: result, pages: job.isPart ? countPages(result) : null };
}

function isPdfJob(value: unknown): value is PdfJob {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

const port = parentPort;
const job: unknown = workerData;
if (port === null || !isPdfJob(job)) throw new Error('The PDF worker was given no job.');
// A failure ends the worker, which whoever waits hears.
if (job.kind === 'set') void compile(job).then((reply) => port.postMessage(reply));
else port.postMessage({ kind: 'done', bytes: joinPdfs(job.documents) } satisfies DocumentReply);
