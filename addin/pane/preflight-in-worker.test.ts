import { expect, test } from 'vitest';
import { budgetLine, project, source, system } from '../../test/contracts/plan-rows.ts';
import type { RowsReply } from '../../shared/protocol/cells.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { emptyProgram } from '../../shared/sync/program-rows.ts';
import type { Preflight } from '../../shared/sync/apply/preflight.ts';
import type { ServerOutcome } from '../sync/server/server-problem.ts';
import { createPreflightAnswers } from './answer-preflights.ts';
import { createPreflight, type PreflightHearer, type PreflightQuestion } from './preflight-in-worker.ts';

/** Programs at revision 7 whose only line has this amount, in cents, and who may write in them. */
const amounts: Readonly<Record<string, number>> = { p: 100, q: 20_000 };
const roles = { p: 'admin', q: 'viewer' } as const;

function rowsOf(row: string, cells: Cells): RowsReply['tables'][string] {
  return { columns: Object.keys(cells), rows: [[row, 7, ...Object.values(cells)]] };
}

/** The pane's question on a server with two programs, thought about in this thread; counts what was asked. */
function preflights(beforeFirstAnswer: (hearer: PreflightHearer) => void = () => undefined) {
  const asked: string[] = [];
  const workers: PreflightHearer[] = [];
  const ask = createPreflight(
    {
      async rowsAt(program, revision) {
        asked.push(`${program}@${revision}`);
        const tables = {
          systems: rowsOf('L1', system('LAN')),
          fundingSources: rowsOf('F1', source('BND-A')),
          projects: rowsOf('P1', project('26.00001')),
          budgetLines: rowsOf('B1', budgetLine('BL-001', { original: amounts[program] ?? 0 })),
        };
        return { ok: true, value: { program, revision, tables } };
      },
      async membership(program) {
        return { ok: true, value: { role: program === 'q' ? roles.q : roles.p, scope: null } };
      },
    },
    (hearer) => {
      workers.push(hearer);
      const answer = createPreflightAnswers(() => new Date());
      const ask = (question: PreflightQuestion): void => {
        queueMicrotask(() => {
          if (workers.length === 1) beforeFirstAnswer(hearer);
          hearer.answered(answer(question));
        });
      };
      return { ask, end: () => undefined };
    },
  );
  const send: Edit[] = [{ kind: 'delete', table: 'budgetLines', row: 'B1', seen: 7 }];
  const base = { hash: '', rows: [], edits: send, refusals: [], base: emptyProgram, formerFormulas: new Set<string>() };
  const told = async (program: string, revision = 7) => effectOf(await ask({ ...base, program, revision, send }));
  return { asked, workers, told };
}

/** What the delete of the only line takes away; or the word that it is refused. */
function effectOf(outcome: ServerOutcome<Preflight>): unknown {
  if (!outcome.ok) return outcome.problem.kind;
  const { refusals, program } = outcome.value;
  return refusals.length > 0 ? 'refused' : program.measures['current'];
}

const ofP = { before: 100, after: 0 };

test('the program is asked for once per revision', async () => {
  const { asked, told } = preflights();
  expect([await told('p'), await told('p'), await told('p', 8)]).toEqual([ofP, ofP, ofP]);
  expect(asked).toEqual(['p@7', 'p@8']);
});

test('[FB14] another program at the same revision is judged by its own rows and rights', async () => {
  const { asked, told } = preflights();
  expect([await told('p'), await told('q'), await told('p')]).toEqual([ofP, 'refused', ofP]);
  expect(asked).toEqual(['p@7', 'q@7', 'p@7']);
});

test('[FB14] questions that overtake one another are each judged by their own program', async () => {
  const { told } = preflights();
  const answers = await Promise.all([told('p'), told('p'), told('q'), told('p'), told('q')]);
  expect(answers).toEqual([ofP, ofP, 'refused', ofP, 'refused']);
});

test('a worker that has failed is followed by one that is given the program anew', async () => {
  const { workers, told } = preflights();
  await told('p');
  workers[0]?.failed('out of memory');
  expect(await told('p')).toEqual(ofP);
  expect(workers).toHaveLength(2);
});

test('[FB14] an answer that comes after its worker has failed is nobody’s, and the next question is answered', async () => {
  const { told } = preflights((hearer) => hearer.failed('out of memory'));
  await expect(told('p')).rejects.toThrow('out of memory');
  expect(await told('p')).toEqual(ofP);
});
