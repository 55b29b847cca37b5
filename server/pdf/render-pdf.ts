import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { typstTheme } from '../../shared/charts/paper-theme.ts';
import { documentOf, resultOf } from '../workers/document-reply.ts';
import { createJobPlaces, type JobOwner } from '../workers/job-places.ts';
import { startWorker } from '../workers/start-worker.ts';
import type { PdfJob, SetJob, SetReply } from './pdf-messages.ts';

declare global {
  // The types of Node know the namespace, not its functions.
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Module>;
  }
}

/** A large document takes a quarter of a gigabyte, so they are set one after another. */
export const pdfPlaces = createJobPlaces({ places: 1, waiting: 12, waitingEach: 3 });

/** A document: a template of this folder and what stands in it. */
export interface PdfDocument {
  /** File name without its ending. */
  readonly template: string;
  /** JSON already, where it is text. */
  readonly data: object | string;
}

/**
 * Sets a document as tagged PDF, in a worker of its own. Throws HttpError too_many_requests or unavailable, and Abandoned
 * when the client goes meanwhile.
 */
export async function renderPdf(document: PdfDocument, owner: JobOwner): Promise<Uint8Array> {
  const giveBack = await pdfPlaces.take(owner);
  try {
    const job = await jobOf(document);
    return await withWorker(job, (worker) => documentOf(worker, owner.signal));
  } finally {
    giveBack();
  }
}

/**
 * A document that is set in parts. The template finds `before` in the data, the pages before its part, and ends each page with
 * 0123456789 in the place of the number of all pages.
 */
export interface PdfInParts {
  readonly template: string;
  readonly parts: readonly object[];
}

/**
 * Sets a document part by part, since a compiler keeps all that it has set until the end, and joins them. A single part is a
 * whole document, to which `before` is null. Throws what `renderPdf` throws.
 */
export async function renderPdfInParts({ template, parts }: PdfInParts, owner: JobOwner): Promise<Uint8Array> {
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) {
    return await renderPdf({ template, data: { ...only, before: null } }, owner);
  }
  const giveBack = await pdfPlaces.take(owner);
  try {
    const documents: Uint8Array[] = [];
    let before = 0;
    for (const part of parts) {
      const job = await jobOf({ template, data: { ...part, before } });
      const set = await withWorker({ ...job, isPart: true }, (worker) => partOf(worker, owner.signal));
      documents.push(set.bytes);
      before += set.pages;
    }
    return await withWorker({ kind: 'join', documents }, (worker) => documentOf(worker, owner.signal));
  } finally {
    giveBack();
  }
}

interface SetPart {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

function partOf(worker: Worker, client: AbortSignal | undefined): Promise<SetPart> {
  return resultOf<SetPart>(worker, client, ({ resolve, reject }) => {
    worker.on('message', (reply: SetReply) => {
      if (reply.kind === 'done') resolve({ bytes: reply.bytes, pages: reply.pages ?? 0 });
      else reject(new Error(`A part of a report could not be set: ${reply.message}`));
    });
  });
}

async function withWorker<Result>(job: PdfJob, wait: (worker: Worker) => Promise<Result>): Promise<Result> {
  const worker = await startWorker(import.meta.url, 'pdf-worker', { workerData: job });
  try {
    return await wait(worker);
  } finally {
    await worker.terminate();
  }
}

async function jobOf({ template, data }: PdfDocument): Promise<SetJob> {
  const { resolve } = createRequire(import.meta.url);
  const font = (face: string): string => resolve(`@expo-google-fonts/source-sans-3/${face}/SourceSans3_${face}.ttf`);
  return {
    kind: 'set',
    isPart: false,
    compiler: await compiledOnce(resolve('@myriaddreamin/typst-ts-web-compiler/wasm')),
    fonts: ['400Regular', '400Regular_Italic', '600SemiBold'].map(font),
    sources: { ...(await readTemplates()), 'theme.typ': typstTheme() },
    main: `${template}.typ`,
    data: typeof data === 'string' ? data : JSON.stringify(data),
  };
}

const compilers = new Map<string, Promise<WebAssembly.Module>>();

/** Made ready once for all workers: that takes two seconds of a processor, as long as setting a short document. */
function compiledOnce(file: string): Promise<WebAssembly.Module> {
  const known = compilers.get(file);
  if (known) return known;
  const compiler = readFile(file).then((bytes) => WebAssembly.compile(bytes));
  compilers.set(file, compiler);
  return compiler;
}

/** Templates lie beside this file, in the bundle too. */
async function readTemplates(): Promise<Record<string, string>> {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'templates');
  const files = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const)),
  );
}
