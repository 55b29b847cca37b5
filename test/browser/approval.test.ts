import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { demoSignIns } from '../../server/demo/demo-sign-ins.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import { patient } from '../patience.ts';
import { newRow } from '../contracts/test-server.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ width: 1500, height: 760 });

/** An officer's draft of a change between two lines of a project in the North. */
beforeAll(async () => {
  const api = `${people.server.url}/api`;
  const post = async (path: string, body: unknown, token?: string): Promise<unknown> => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const headers = { 'content-type': 'application/json', ...authorization };
    return (await fetch(`${api}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const email = 'north@cedar-basin.example';
  const { token } = signInReply.parse(await post('/sign-in', { email, password: demoSignIns.password }));
  const insert = (cells: Readonly<Record<string, unknown>>) => ({ row: newRow(), cells });
  const change = {
    number: 'BC-90',
    type: 'Staff Modification',
    status: 'Draft',
    title: 'More cable in the North',
    reason: 'Mounting and cabling cost more than planned.',
  };
  const line = (number: number, budgetLine: string, amount: number) =>
    insert({ change: 'BC-90', line: number, budgetLine, amount });
  const edits = {
    changes: { inserts: [insert(change)] },
    changeLines: { inserts: [line(1, 'BL-002', 100_000), line(2, 'BL-003', -100_000)] },
  };
  const body = { protocol: 1, base: 1, syncId: randomUUID(), workbook: 'draft', edits };
  const reply = await post('/programs/cedar-basin/sync', body, token);
  const { refusals } = z.object({ refusals: z.array(z.unknown()) }).parse(reply);
  if (refusals.length > 0) throw new Error('The draft was not taken.');
});

test(
  '[V24, LCK15] an officer submits a change and finance approves it: both read who did what, and when',
  async () => {
    const { north, finance } = people;
    for (const person of [north, finance]) await person.sync('All changes synced');
    await people.open('Changes');
    const shown = async (person: typeof north, label: string) =>
      person.text(await person.cell('Change No.', 'BC-90', label));
    const types = async (person: typeof north, label: string, text: string) =>
      person.type(await person.cell('Change No.', 'BC-90', label), text);

    await types(north, 'Status', 'Pending');
    await north.sync('All changes synced');
    await north.goTo(await north.cell('Change No.', 'BC-90', 'Requested By'));
    await north.picture('a-change-submitted');
    expect(await shown(north, 'Requested By')).toBe('Nora Lindqvist');
    expect(await shown(north, 'Submitted On')).toMatch(/^\d{4}-\d{2}-\d{2}$/);

    await finance.sync('All changes synced');
    expect(await shown(finance, 'Requested By')).toBe('Nora Lindqvist');
    await types(finance, 'Approved By', 'CFO');
    await types(finance, 'Effective Date', '2026-11-02');
    await types(finance, 'Status', 'Approved');
    await finance.sync('1 value wasn’t accepted');
    await finance.show('Review');
    await finance.pane.getByText(/is filled in by the server when Status becomes Approved/).waitFor();
    await finance.picture('a-typed-approver-refused');
    await finance.pane.getByRole('button', { name: 'Put back the plan’s value' }).click();
    await finance.show('Home');
    await finance.sync('All changes synced');
    expect(await shown(finance, 'Approved By')).toBe('Félix Ibarra');
    await finance.goTo(await finance.cell('Change No.', 'BC-90', 'Approved By'));
    await finance.picture('a-change-approved');

    await north.sync('All changes synced');
    expect(await shown(north, 'Approved By')).toBe('Félix Ibarra');
    await types(north, 'Approved By', 'Nora');
    await north.sync('1 value wasn’t accepted');
    await north.picture('an-approved-change-typed-over');
    expect([...north.troubles, ...finance.troubles]).toEqual([]);
  },
  patient(180_000),
);
