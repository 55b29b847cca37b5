import { describe, expect, test } from 'vitest';
import type { RowRule } from '../../plan/rules/row-rule.ts';
import { rowRules } from '../../plan/rules/row-rules.ts';
import { tables } from '../../tables/all-tables.ts';
import type { Edit } from '../edit.ts';
import { mergeByAsking } from '../testing/answer-questions.ts';
import { insert, remove, update, type Program } from '../testing/program.ts';
import { smallTables } from '../testing/small-tables.ts';
import { startedProgram } from '../testing/started-program.ts';
import { Inquiry } from './inquiry.ts';
import { merge, mergeSteps } from './merge.ts';

/** What a merge asks, batch by batch, each question in short: "orders O P", "schools by code: A1", "journal of schools: A>1". */
function asked(program: Program, edits: readonly Edit[]): string[][] {
  const { batches, outcome } = mergeByAsking(program, edits);
  expect(outcome).toEqual(merge(program.context(), edits));
  return batches.map((batch) =>
    batch.map((question) => {
      switch (question.kind) {
        case 'rows':
          return `${question.table} ${question.rows.join(' ')}`;
        case 'matching':
          return `${question.table} by ${question.columns.join('+')}: ${question.texts.join(' ')}`;
        case 'sums':
          return `sums of ${question.of}: ${question.keys.join(' ')}`;
        case 'flags':
          return `flags on ${question.asOf}`;
        case 'journal':
          return `journal of ${question.table}: ${question.rows.map(({ row, after }) => `${row}>${after}`).join(' ')}`;
      }
    }),
  );
}

describe('what a merge asks', () => {
  test('of rows that nobody changed since they were seen only the rows, in one question per table', () => {
    const program = startedProgram();
    const edits = [
      update('orders', 'O', { note: 'x' }, 1),
      update('schools', 'A', { name: 'x' }, 1),
      update('schools', 'B', { name: 'y' }, 1),
    ];
    expect(asked(program, edits)).toEqual([['orders O', 'schools A B']]);
  });

  test('of rows that changed since, the journal from the oldest revision at which a cell was seen', () => {
    const program = startedProgram();
    program.sync([update('schools', 'A', { nickname: 'z' }, 1)], 'Ben');
    const edit = {
      kind: 'update',
      table: 'schools',
      row: 'A',
      cells: { name: 'x', nickname: 'y' },
      seen: { name: 2, nickname: 1 },
    } as const;
    expect(asked(program, [edit])).toEqual([['schools A'], ['journal of schools: A>1']]);
  });

  test('of rows that are not there, all of their journal, and of a delete of one nothing', () => {
    const program = startedProgram();
    program.sync([remove('bills', 'L', 1), remove('orders', 'O', 1)]);
    expect(asked(program, [update('orders', 'O', { note: 'x' }, 1), remove('bills', 'L', 1)])).toEqual([
      ['orders O', 'bills L'],
      ['journal of orders: O>0'],
    ]);
  });

  test('[E5] of new rows, who has their key, and what became of that row since', () => {
    const program = startedProgram();
    program.sync([insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 1)], 'Ben');
    expect(asked(program, [insert('schools', 'D', { code: ' C1 ', name: 'Cedar' }, 1)]).slice(0, 2)).toEqual([
      ['schools D', 'schools by code: C1'],
      ['journal of schools: D>0 C>1'],
    ]);
  });

  test('of references, keys and unique values what they come to, those of new rows with the rows, each value once', () => {
    const program = startedProgram();
    const edits = [
      update('orders', 'O', { line: 7, school: 'B1' }, 1),
      insert('orders', 'P', { number: 'N7', line: 1, school: 'B1' }, 1),
    ];
    expect(asked(program, edits)).toEqual([
      ['orders O P', 'orders by number+line: N7/1', 'schools by code: B1'],
      ['journal of orders: P>0'],
      ['orders by number+line: N1/7', 'bills by orderNumber+orderLine: N1/1'],
    ]);
  });

  test('of a renamed or removed key, the rows that refer to it', () => {
    const program = startedProgram();
    const referring = ['schools by host: A1', 'orders by school: A1', 'bills by school: A1'];
    const [, renamed] = asked(program, [update('schools', 'A', { code: 'A2' }, 1)]);
    expect(renamed).toEqual(expect.arrayContaining(referring));
    const [, removed] = asked(program, [remove('schools', 'A', 1)]);
    expect(removed).toEqual(expect.arrayContaining(referring));
  });

  test('of a row brought back, what it refers to, and who has taken its key since', () => {
    const program = startedProgram();
    program.sync([remove('bills', 'L', 1), remove('orders', 'O', 1)]);
    const [, , last] = asked(program, [update('orders', 'O', { note: 'x' }, 2)]);
    expect(last).toEqual(['schools by code: A1', 'orders by number+line: N1/1']);
  });

  test('on the tables of the plan, for a changed original the project of its line', () => {
    const inquiry = new Inquiry();
    const steps = mergeSteps(inquiry.context({ tables, rules: rowRules, mayEdit: undefined }), [
      update('budgetLines', 'L', { original: 200 }, 1),
    ]);
    expect(steps.next().value).toEqual([{ kind: 'rows', table: 'budgetLines', rows: ['L'] }]);
    const cells = { id: 'BL-1', project: '26.00001', original: 100 };
    inquiry.tellRows({ kind: 'rows', table: 'budgetLines', rows: ['L'] }, [{ row: 'L', revision: 1, cells }]);
    expect(steps.next().value).toEqual([
      { kind: 'matching', table: 'projects', columns: ['number'], texts: ['26.00001'] },
    ]);
  });
});

describe('rules', () => {
  test('look at rows of any table, and at what those rows name in turn', () => {
    const chain: RowRule = {
      id: 'V99',
      table: 'bills',
      columns: ['amount'],
      severity: 'error',
      check: ({ orderNumber, orderLine }, { asItWas: { related } }) => {
        const order = related('orders', `${String(orderNumber)}/${String(orderLine)}`);
        const school = order && related('schools', String(order['school']));
        return school ? `${String(school['name'])} pays.` : null;
      },
    };
    const program = startedProgram();
    Object.assign(program, { rules: [chain] });
    const edits = [update('bills', 'L', { amount: 7 }, 1)];
    expect(asked(program, edits)).toEqual([['bills L'], ['orders by number+line: N1/1'], ['schools by code: A1']]);
    expect(program.sync(edits).refusals).toMatchObject([{ rule: 'V99', message: 'Alder pays.' }]);
  });
});

describe('a merge that asks', () => {
  test('makes the drafts of a large sync once, however much has to be read', () => {
    const program = startedProgram();
    const orders = Array.from({ length: 1_000 }, (_, line) =>
      insert('orders', `N${line}`, { number: 'N9', line, school: 'A1', amount: 1 }, 1),
    );
    program.sync(orders);
    program.sync(orders.map(({ row }) => update('orders', row, { note: 'z' }, 2)));
    let drafted = 0;
    const edits = orders.map(({ row }) => update('orders', row, { amount: 2, school: 'B1' }, 2));
    const { batches, outcome } = mergeByAsking(program, edits, () => {
      drafted++;
      return null;
    });
    expect(outcome).toMatchObject({ accepted: 2_000, refusals: [], conflicts: [] });
    expect(drafted).toBe(1_000);
    expect(batches).toHaveLength(3);
  });

  test('asks nothing of a table that never held a row', () => {
    const inquiry = new Inquiry((table) => table === 'orders');
    const steps = mergeSteps(inquiry.context({ tables: smallTables, rules: [] }), [
      insert('orders', 'O', { number: 'N1', line: 1, school: 'A1' }, 0),
    ]);
    expect(steps.next()).toEqual({
      done: false,
      value: [{ kind: 'matching', table: 'schools', columns: ['code'], texts: ['A1'] }],
    });
  });

  test('is refused by whoever cannot answer it', () => {
    const context = new Inquiry().context({ tables: smallTables, rules: [] });
    expect(() => merge(context, [update('schools', 'A', { name: 'x' }, 1)])).toThrow('does not know the whole program');
  });
});

describe('an inquiry', () => {
  const row = { row: 'A', revision: 4, cells: { code: 'A1', name: 'Alder' } };

  test('says nothing of what it does not know, and notes it once', () => {
    const inquiry = new Inquiry();
    for (let twice = 0; twice < 2; twice++) {
      expect(inquiry.head('schools', 'A')).toBeUndefined();
      expect(inquiry.matching('schools', ['code'], 'A1')).toEqual([]);
      expect(inquiry.history('schools', 'A', 3)).toEqual([]);
    }
    expect(inquiry.lacking()).toEqual([
      { kind: 'rows', table: 'schools', rows: ['A'] },
      { kind: 'matching', table: 'schools', columns: ['code'], texts: ['A1'] },
    ]);
    expect(inquiry.lacking()).toEqual([]);
  });

  test('knows what it was told, and that there is nothing where nothing was found', () => {
    const inquiry = new Inquiry();
    inquiry.tellRows({ kind: 'matching', table: 'schools', columns: ['code'], texts: ['A1', 'B1'] }, [row]);
    inquiry.tellRows({ kind: 'rows', table: 'schools', rows: ['Z'] }, []);
    expect(inquiry.head('schools', 'A')).toEqual(row);
    expect(inquiry.head('schools', 'Z')).toBeUndefined();
    expect(inquiry.matching('schools', ['code'], 'A1')).toEqual([row]);
    expect(inquiry.matching('schools', ['code'], 'B1')).toEqual([]);
    expect(inquiry.lacking()).toEqual([]);
  });

  test('[FG4] knows a row by its key from whatever it was asked for, since a key is of one row', () => {
    const inquiry = new Inquiry();
    inquiry.context({ tables: smallTables, rules: [], mayEdit: undefined });
    inquiry.tellRows({ kind: 'rows', table: 'schools', rows: ['A'] }, [row]);
    expect(inquiry.matching('schools', ['code'], 'A1')).toEqual([row]);
    expect(inquiry.lacking()).toEqual([]);
    expect(inquiry.matching('schools', ['name'], 'Alder')).toEqual([]);
    expect(inquiry.matching('schools', ['code'], 'B1')).toEqual([]);
    expect(inquiry.lacking()).toEqual([
      { kind: 'matching', table: 'schools', columns: ['code'], texts: ['B1'] },
      { kind: 'matching', table: 'schools', columns: ['name'], texts: ['Alder'] },
    ]);
    const other = { row: 'B', revision: 4, cells: { code: 'B1', name: 'Birch' } };
    inquiry.tellRows({ kind: 'rows', table: 'schools', rows: ['B', 'Z'] }, [other]);
    expect(inquiry.matching('schools', ['code'], 'B1')).toEqual([other]);
    expect([...inquiry.known('schools')]).toEqual([row, other]);
  });

  test('asks for more of a journal when somebody saw the row earlier still', () => {
    const inquiry = new Inquiry();
    inquiry.tellRows({ kind: 'rows', table: 'schools', rows: ['A'] }, [row]);
    inquiry.history('schools', 'A', 3);
    inquiry.history('schools', 'A', 2);
    const [first] = inquiry.lacking();
    expect(first).toEqual({ kind: 'journal', table: 'schools', rows: [{ row: 'A', after: 2 }] });
    if (first?.kind === 'journal') inquiry.tellJournal(first, []);
    expect(inquiry.history('schools', 'A', 3)).toEqual([]);
    expect(inquiry.lacking()).toEqual([]);
    inquiry.history('schools', 'A', 1);
    expect(inquiry.lacking()).toEqual([{ kind: 'journal', table: 'schools', rows: [{ row: 'A', after: 1 }] }]);
  });
});
