import { z } from 'zod';
import { SERVER_CHAIN } from '../../server/audit/append-act.ts';
import type { HearStatement, Store } from '../../server/storage/database.ts';
import { scopeNow } from '../../server/storage/program-scope.ts';
import { inSnapshot } from '../../server/storage/sql-dialect.ts';
import { accessesOf, type Access } from './statement-accesses.ts';
import { rollUpColumn, storedTables } from './stored-tables.ts';

export interface StatementTrace {
  readonly hear: HearStatement;
  /** Texts of the different statements that have been heard. */
  heard(): readonly string[];
  /** What was run and names no program, or two, without having said that it is about several: a sentence each. */
  faults(store: Store): Promise<string[]>;
  /** What those that were about several programs said they were for. */
  reasons(): readonly string[];
  /** The same of roll-ups: statements of one that name none, or reach a table of programs that publishes nothing. */
  rollUpFaults(store: Store): Promise<{ readonly heard: number; readonly faults: string[]; readonly missed: string[] }>;
  /** Of the statements that were run, those that would not be found out with their one condition on the program taken out. */
  blindSpots(store: Store): Promise<{ readonly tried: number; readonly missed: readonly string[] }>;
}

const READS_OR_WRITES = /^\s*(with|select|insert|update|delete)\b/i;
/** Programs of the tests are called so. */
const TEST_PROGRAMS = /\bp-[0-9a-f]{8}\b/g;
const A_TEST_PROGRAM = /^p-[0-9a-f]{8}$/;
/** Enough for the first row of a statement of many. */
const PARAMETERS_KEPT = 100;

/** Hears every statement of a server; then each is held against what it reaches. */
export function createStatementTrace(): StatementTrace {
  // Of each text one run for every program, or pair of programs, that it ran with.
  const runs = new Map<string, Map<string, readonly unknown[]>>();
  const rollUpTexts = new Set<string>();
  const reasons = new Set<string>();
  return {
    hear: (sent, parameters) => {
      if (!READS_OR_WRITES.test(sent)) return;
      const { several, rollUp } = scopeNow();
      if (several !== null) {
        reasons.add(several);
        return;
      }
      const text = withOneRow(sent);
      if (rollUp !== '') {
        rollUpTexts.add(text);
        return;
      }
      const known = runs.get(text) ?? new Map<string, readonly unknown[]>();
      const kept = parameters.slice(0, PARAMETERS_KEPT);
      const programs = kept.map(programsIn).join(' ');
      runs.set(text, known.set(programs, known.get(programs) ?? kept));
    },
    heard: () => [...runs.keys()],
    reasons: () => [...reasons].sort(),
    faults: async (store) => {
      const tables = await storedTables(store);
      const faults: string[] = [];
      for (const [text, known] of runs) {
        const accesses = await inSnapshot(store.read, (db) => accessesOf(db, tables, text));
        const fault = [...known.values()].map((run) => faultOf(accesses, run)).find((found) => found !== null);
        if (fault !== undefined) faults.push(`${fault}: ${text}`);
      }
      return faults;
    },
    rollUpFaults: async (store) => {
      const tables = await storedTables(store);
      const found = { heard: 0, faults: [] as string[], missed: [] as string[] };
      for (const text of rollUpTexts) {
        const reached = (said: string) => inSnapshot(store.read, (db) => accessesOf(db, tables, said, rollUpColumn));
        const accesses = await reached(text);
        if (accesses.length === 0) continue;
        found.heard += 1;
        if (accesses.some(({ by }) => by === null)) found.faults.push(text);
        const mutant = text.replace(NAMES_ROLL_UP, 'CAST($1 AS text) IS NOT NULL');
        if ((await reached(mutant)).every(({ by }) => by !== null)) found.missed.push(mutant);
      }
      return found;
    },
    blindSpots: async (store) => {
      const tables = await storedTables(store);
      const missed: string[] = [];
      let tried = 0;
      for (const text of runs.keys()) {
        const mutant = withoutProgram(text);
        if (mutant === undefined) continue;
        const [whole, accesses] = await inSnapshot(store.read, async (db) => [
          await accessesOf(db, tables, text),
          await accessesOf(db, tables, mutant),
        ]);
        if (whole.length === 0) continue;
        tried += 1;
        if (accesses.every(({ by }) => by !== null)) missed.push(mutant);
      }
      return { tried, missed };
    },
  };
}

/** Programs of the tests that a parameter names, in rows as JSON too. */
function programsIn(value: unknown): string {
  return typeof value === 'string' ? [...new Set(value.match(TEST_PROGRAMS))].join() : '';
}

const NAMES_PROGRAM = /(?:"?\w+"?\.)?"?\bprogram\b"? = (\$\d+|\?)/gi;

const NAMES_ROLL_UP = /(?:"?\w+"?\.)?"?\broll_up\b"? = (\$\d+|\?)/gi;

/** The statement with any program in place of one; undefined where it does not name one in exactly one place. */
function withoutProgram(text: string): string | undefined {
  const named = [...text.matchAll(NAMES_PROGRAM)];
  return named.length === 1 ? text.replace(NAMES_PROGRAM, 'CAST($1 AS text) IS NOT NULL') : undefined;
}

/** A statement that inserts many rows as the one that inserts the first. */
function withOneRow(text: string): string {
  return text.replace(/(values\s*\([^()]*\))(?:\s*,\s*\([^()]*\))+/i, '$1');
}

/** What is wrong with a run; null: it names one program wherever it must. */
function faultOf(accesses: readonly Access[], parameters: readonly unknown[]): string | null {
  const nowhere = accesses.find(({ by }) => by === null);
  if (nowhere) return `${nowhere.table} is reached without its program`;
  const named = accesses.flatMap(({ by }) => valuesAt(by, parameters));
  const programs = new Set(named.filter((program) => program !== SERVER_CHAIN));
  return programs.size > 1 ? 'names two programs' : null;
}

function valuesAt(by: Access['by'], parameters: readonly unknown[]): unknown[] {
  if (by === null) return [];
  if (typeof by === 'number') return [parameters[by - 1]];
  if (by === 'bound') return parameters.filter((value) => typeof value === 'string' && A_TEST_PROGRAM.test(value));
  const rows = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(String(parameters[by.inRows - 1])));
  return rows.map((row) => row[by.column]);
}
