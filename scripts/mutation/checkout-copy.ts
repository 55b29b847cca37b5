import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A throw-away copy of the checkout as it stands, uncommitted files included. Changes are planted there, never here. */
export interface CheckoutCopy {
  readonly root: string;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** The checkout's files, those that git ignores apart. */
export async function checkoutFiles(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  // A link to the packages of another checkout is a file to git; a copy gets a link of its own.
  return stdout.split('\0').filter((file) => file !== '' && file !== 'node_modules');
}

export async function copyCheckout(files: readonly string[]): Promise<CheckoutCopy> {
  const root = await mkdtemp(join(tmpdir(), 'sep-mutation-'));
  for (const file of files) await cp(file, join(root, file)).catch(ignoreMissing);
  await linkPackages(join(process.cwd(), 'node_modules'), root);
  return {
    root,
    read: (file) => readFile(join(root, file), 'utf8'),
    write: (file, text) => writeFile(join(root, file), text),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Every package of the checkout, and of those that are part of it the copy's own, so that what is planted there is seen. */
async function linkPackages(from: string, root: string): Promise<void> {
  const packages = join(root, 'node_modules');
  await mkdir(packages);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const target = entry.isSymbolicLink() ? await readlink(join(from, entry.name)) : join(from, entry.name);
    await symlink(target, join(packages, entry.name));
  }
}

/** git lists a file that was deleted but not yet committed; the copy is of the working tree, so it does without. */
function ignoreMissing(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
  throw error;
}
