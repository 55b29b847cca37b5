import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { Cells } from '../../tables/cell.ts';
import { around, personOf, planOf, type PlanTables } from '../rules/testing/plan-of.ts';
import type { Author, RuleSurroundings } from '../rules/row-rule.ts';
import type { Lifecycle } from './lifecycle.ts';
import { lifecycles } from './lifecycles.ts';
import { partTakenOut, requestersOf } from './requesters.ts';

function lifecycle(id: string): Lifecycle {
  const found = lifecycles.find((each) => each.id === id);
  if (!found) throw new Error(`No ${id}.`);
  return found;
}

let revisions = 0;
function act(person: string, after: Cells, more: Partial<JournalEntry> = {}): JournalEntry {
  const at = '2026-01-01T00:00:00.000Z';
  const revision = ++revisions;
  return { table: '', row: 'R', kind: 'update', before: {}, after, revision, by: person, at, person, ...more };
}

type Histories = Readonly<Record<string, readonly JournalEntry[]>>;

function near(before: Cells, plan: PlanTables, acts: Histories, author?: Author): RuleSurroundings {
  const base = around(before, plan, plan, author && { author });
  return { ...base, history: (table, key) => acts[`${table} ${key}`] ?? [] };
}

describe('[V24] who has asked for a change', () => {
  const change = { number: 'BC-1', status: 'Pending' };
  const lines = [
    { change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 5 },
    { change: 'BC-1', line: 2, budgetLine: 'BL-2', amount: -5 },
    { change: 'BC-2', line: 1, budgetLine: 'BL-1', amount: 7 },
  ];
  const plan: PlanTables = { changeLines: lines, changes: [change] };
  const askers = (acts: Histories) => [...requestersOf(lifecycle('LCK9'), near(change, plan, acts))].sort();

  test('is who entered it, set what it is about, or sent it last', () => {
    const acts = [
      act('amy', { status: 'Draft' }, { kind: 'insert' }),
      act('ben', { reason: 'Bids came in above the estimate.' }),
      act('cho', { status: 'Pending' }),
      act('cho', { status: 'Draft' }),
      act('dan', { status: 'Pending' }),
      act('eve', { reportNumber: 'Rep-1', boardDate: '2026-01-20', status: 'BOC Recommended' }),
    ];
    expect(askers({ 'changes BC-1': acts })).toEqual(['amy', 'ben', 'dan']);
  });

  test('is whoever entered or altered one of its lines, and nobody who only noted something', () => {
    expect(
      askers({
        'changeLines BC-1/1': [act('amy', { amount: 3 }, { kind: 'insert' }), act('ben', { amount: 5 })],
        'changeLines BC-1/2': [act('cho', { note: 'x' }), act('dan', { counterpart: 'BL-1' })],
        'changeLines BC-2/1': [act('eve', { amount: 7 })],
      }),
    ).toEqual(['amy', 'ben', 'dan']);
  });

  test('is nobody who only gave a change or a budget line another number, which its lines follow', () => {
    const follows = act('amy', { budgetLine: 'BL-1' });
    const renamed = act('amy', { id: 'BL-1' }, { revision: follows.revision });
    const noted = act('amy', { note: 'x' }, { revision: follows.revision });
    expect(askers({ 'changeLines BC-1/1': [follows], 'budgetLines BL-1': [renamed] })).toEqual([]);
    expect(askers({ 'changeLines BC-1/1': [follows], 'budgetLines BL-1': [noted] })).toEqual(['amy']);
    const later = { ...renamed, revision: follows.revision + 1 };
    expect(askers({ 'changeLines BC-1/1': [follows], 'budgetLines BL-1': [later] })).toEqual(['amy']);
    const both = { ...follows, after: { budgetLine: 'BL-1', amount: 5 } };
    expect(askers({ 'changeLines BC-1/1': [both], 'budgetLines BL-1': [renamed] })).toEqual(['amy']);
  });

  test('is nobody who brought it in, nor who took a former row of that number out', () => {
    const acts = [
      act('amy', { status: 'Pending' }, { kind: 'insert', door: 'demo' }),
      act('ben', { type: 'Board Amendment' }, { kind: 'delete' }),
    ];
    expect(askers({ 'changes BC-1': acts })).toEqual([]);
  });

  test('of the close of a project is only who has set it to Closing', () => {
    const acts = [act('amy', { number: 'P' }, { kind: 'insert' }), act('ben', { financialStatus: 'Closing' })];
    const project = { number: 'P', financialStatus: 'Closing' };
    const asked = requestersOf(lifecycle('LCK10'), near(project, {}, { 'projects P': acts }));
    expect([...asked]).toEqual(['ben']);
  });

  test('stays with it: who may decide takes no line out of what others ask for', () => {
    const acts = { 'changes BC-1': [act('amy', { status: 'Draft' }, { kind: 'insert' })] };
    const [line = {}] = lines;
    const taken = (author: Author, known: Histories = acts) =>
      partTakenOut(lifecycle('LCK9'), line, near(line, plan, known, author));
    const finance = personOf('finance');
    expect(taken(finance)).toBe(
      'BC-1 was asked for by somebody else, and you may decide on it, so its lines stay in it. Set the amount to 0.00 instead.',
    );
    expect(taken(personOf('editor'))).toBeNull();
    expect(taken({ ...finance, person: 'amy' })).toBeNull();
    expect(taken(finance, {})).toBeNull();
    const gone = { ...near(line, plan, acts, finance), asItBecomes: planOf({}) };
    expect(partTakenOut(lifecycle('LCK9'), line, gone)).toBeNull();
    expect(partTakenOut(lifecycle('LCK9'), line, near(line, plan, acts))).toBeNull();
  });

  test('is nobody of a row that comes in, nor where nothing is asked for', () => {
    const acts = {
      'changes BC-1': [act('amy', { status: 'Pending' })],
      'commitments PO-1/1': [act('amy', { status: 'Open' })],
    };
    expect(requestersOf(lifecycle('LCK9'), { ...near(change, plan, acts), before: null })).toEqual(new Set());
    expect(requestersOf(lifecycle('LCK11'), near({ number: 'PO-1', line: 1 }, {}, acts))).toEqual(new Set());
  });

  test('has no parts to take out where a request has none, or there is none', () => {
    const order = { number: 'CO-1', change: 'BC-1', status: 'Pending' };
    const finance = personOf('finance');
    const acts = { 'changes BC-1': [act('amy', { status: 'Draft' }, { kind: 'insert' })] };
    for (const id of ['LCK14', 'LCK10', 'LCK11'])
      expect(partTakenOut(lifecycle(id), order, near(order, plan, acts, finance))).toBeNull();
  });

  test('keeps no line back of a change that comes with it, nor of one that is gone', () => {
    const [line = {}] = lines;
    const acts = { 'changes BC-1': [act('amy', { status: 'Draft' }, { kind: 'insert' })] };
    const fresh = { ...near(line, plan, acts, personOf('finance')), asItWas: planOf({}) };
    expect(partTakenOut(lifecycle('LCK9'), line, fresh)).toBeNull();
  });

  test('keeps its lines from who decides on it alone: who sends or takes back such a change decides nothing', () => {
    const [line = {}] = lines;
    const acts = { 'changes BC-1': [act('amy', { status: 'Draft' }, { kind: 'insert' })] };
    const own = lifecycle('LCK9');
    const everyStep: Lifecycle = { ...own, dutyFor: (state) => (state === 'Pending' ? 'draftChanges' : 'administer') };
    const taken = (role: 'editor' | 'finance' | 'admin') =>
      partTakenOut(everyStep, line, near(line, plan, acts, personOf(role)));
    expect([taken('editor'), taken('finance')]).toEqual([null, null]);
    expect(taken('admin')).toContain('BC-1 was asked for by somebody else');
    const { dutyFor: _nobodys, ...anybody } = own;
    expect(partTakenOut(anybody, line, near(line, plan, acts, personOf('admin')))).toBeNull();
  });
});
