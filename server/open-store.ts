import { mkdirSync } from 'node:fs';
import type { Config } from './config.ts';
import { openDatabase, type Store } from './storage/database.ts';

/** Opens the configured database, making the folder of an SQLite file. Throws an Error with one sentence that says what is wrong. */
export async function openStore(config: Pick<Config, 'database' | 'dataFolder'>): Promise<Store> {
  if ('file' in config.database) makeFolder(config.dataFolder);
  try {
    return await openDatabase(config.database);
  } catch (error) {
    const where = 'file' in config.database ? config.database.file : withoutPassword(config.database.url);
    throw new Error(`The database at ${where} cannot be opened: ${reasonOf(error)}`, { cause: error });
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`The folder ${folder} (SEP_DATA) cannot be made: ${reasonOf(error)}`, { cause: error });
  }
}

/** A refused connection comes as an AggregateError without a message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
