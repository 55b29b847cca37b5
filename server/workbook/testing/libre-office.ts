import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIME_LIMIT_MS = 120_000;

/** Opens a workbook in LibreOffice and saves it again as .xlsx. Throws a sentence when LibreOffice is not installed. */
export async function savedByLibreOffice(bytes: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'sep-office-'));
  try {
    const input = join(folder, 'book.xlsx');
    const output = join(folder, 'saved');
    await writeFile(input, bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const format = 'xlsx:Calc MS Excel 2007 XML';
    const options = [profile, '--headless', '--convert-to', format, '--outdir', output, input];
    await run('soffice', options, { timeout: TIME_LIMIT_MS }).catch(explainMissingOffice);
    return await readFile(join(output, 'book.xlsx'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Throws a sentence that names what to install when `soffice` is not there, else the error. */
export function explainMissingOffice(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    const message = 'These tests need LibreOffice: run .ci/run, or install the package libreoffice-calc-nogui.';
    throw new Error(message, { cause: error });
  }
  throw error;
}
