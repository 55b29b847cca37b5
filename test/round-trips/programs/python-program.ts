import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EditJob } from './spreadsheet-program.ts';

/** Debian's own Python, for which the packages are made; another python3 may come first in PATH. */
const PYTHON = '/usr/bin/python3';

/** A script of this folder, and what it needs from the machine. */
export interface PythonScript {
  readonly file: string;
  /** Module that the script imports. */
  readonly module: string;
  /** Debian packages that bring it. */
  readonly packages: string;
  readonly program: string;
}

/** Has one run of a script edit workbooks. Throws a sentence that names what to install when something is missing. */
export async function editedByPython(script: PythonScript, jobs: readonly EditJob[]): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sep-round-trip-'));
  try {
    await assertInstalled(script);
    const orders = await Promise.all(
      jobs.map(async ({ workbook, steps }, index) => {
        const input = join(folder, `${index}.xlsx`);
        const output = join(folder, `${index}-saved.xlsx`);
        await writeFile(input, workbook);
        return { input, output, steps };
      }),
    );
    await python([join(import.meta.dirname, script.file), join(folder, 'profile')], JSON.stringify(orders));
    return await Promise.all(orders.map(({ output }) => readFile(output)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a Python expression prints, such as the version of a module. */
export async function printedByPython(script: PythonScript, code: string): Promise<string> {
  await assertInstalled(script);
  return (await python(['-c', code], '')).trim();
}

async function assertInstalled({ module, packages, program }: PythonScript): Promise<void> {
  try {
    await python(['-c', `import ${module}`], '');
  } catch (error) {
    const message = `The round trips need ${program}: run .ci/run, or install the Debian packages ${packages}.`;
    throw new Error(message, { cause: error });
  }
}

function python(args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(PYTHON, ['-B', ...args]);
    let printed = '';
    let complaints = '';
    child.stdout.on('data', (piece: Buffer) => (printed += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (complaints += piece.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${args.join(' ')} ended with ${code}: ${complaints}`));
    });
    child.stdin.end(input);
  });
}
