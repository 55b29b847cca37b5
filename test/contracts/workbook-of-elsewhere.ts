import { createProgram } from '../../server/identity/accounts.ts';
import { smallPlan } from './plan-rows.ts';
import { startTestServer } from './test-server.ts';

/** A workbook of a program of this id, as another server gives it out, with a small plan in it. */
export async function workbookOfElsewhere(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const server = await startTestServer({ file: ':memory:' });
  try {
    await createProgram(server.store.write, { id, name: 'Elsewhere', district: 'Oak', fiscalYear: '2026-27' });
    const client = await server.member(id, 'admin');
    await client.sync(smallPlan());
    return new Uint8Array(await (await client.fetch('/workbook.xlsx')).arrayBuffer());
  } finally {
    await server.close();
  }
}
