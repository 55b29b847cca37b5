import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentOf } from '../workers/document-reply.ts';
import { createJobPlaces, type JobOwner } from '../workers/job-places.ts';
import { startWorker } from '../workers/start-worker.ts';
import type { PdfJob } from './pdf-messages.ts';

declare global {
  // The types of Node know the namespace, not its functions.
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Module>;
  }
}

/** A large document takes half a gigabyte, so they are set one after another. */
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
    const worker = await startWorker(import.meta.url, 'pdf-worker', { workerData: await jobOf(document) });
    try {
      return await documentOf(worker, owner.signal);
    } finally {
      await worker.terminate();
    }
  } finally {
    giveBack();
  }
}

async function jobOf({ template, data }: PdfDocument): Promise<PdfJob> {
  const { resolve } = createRequire(import.meta.url);
  const font = (face: string): string => resolve(`@expo-google-fonts/source-sans-3/${face}/SourceSans3_${face}.ttf`);
  return {
    compiler: await compiledOnce(resolve('@myriaddreamin/typst-ts-web-compiler/wasm')),
    fonts: ['400Regular', '400Regular_Italic', '600SemiBold'].map(font),
    sources: await readTemplates(),
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
