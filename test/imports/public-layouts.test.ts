import { afterAll, beforeAll, expect, test } from 'vitest';
import { inserts, site, smallPlan } from '../contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { sendImport, told } from './import-told.ts';
import { publicFiles } from './public-layouts.ts';

let server: TestServer;
let client: TestClient;
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  client = await server.member(await server.program(), 'finance');
  const sites = inserts(
    site('0417', { ncesId: '999999900417', entityNumber: '17009417' }),
    site('0418', { cdsCode: '99999990000418' }),
  );
  await client.sync({ ...smallPlan(), sites: sites.edits });
});
afterAll(async () => server.close());

/** What is told of each, without the heads that are known by its layout. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'nces-ccd-directory': [
    '0 new, 1 changed, 0 as they are, 0 waiting, 1 left out',
    'row 3 Location Code “”: Location Code is required: no row of the plan has NCES School ID 999999900999.',
    'BL3 Site Type “Not Applicable”: Site Type is required.',
    'row 3 Region “”: Region is required.',
    'row 3 Board District “”: Board District is required.',
    'U3 Street “M”: Street is required.',
    'street: M means nothing',
    'status: Open means Active',
    'type: Not Applicable means nothing',
  ],
  'cde-public-schools': [
    '0 new, 0 changed, 0 as they are, 1 waiting, 0 left out',
    'row 2 is layout: 99999990000000 · 9999999 · No Data · Active',
    'S3 usDate: 7/1/1999 as 1999-07-01',
    'closedDate: No Data means nothing',
    'type: Intermediate/Middle/Junior High means Middle',
  ],
  'usac-frn-status': [
    '0 new, 0 changed, 0 as they are, 1 waiting, 0 left out',
    'P2 percentNumber: 0.85 as 85%',
    'T2 dateText: 2026-07-10T00:00:00.000 as 2026-07-10',
    'serviceType: Managed Internal Broadband Services means Managed/Basic Maintenance',
    'category: Category 2 means C2',
  ],
  'usac-c2-budgets': [
    '0 new, 1 changed, 0 as they are, 0 waiting, 0 left out',
    'row 2 is layout: 17009000 · Cedar Basin · School District · 9000',
  ],
  'nyc-capital-projects': [
    '0 new, 0 changed, 0 as they are, 0 waiting, 1 left out',
    'B2 Project Number “480”: Project Number must be two digits, a point, five digits; 480 is not.',
    'row 2 Program “”: Program is required.',
    'row 2 Primary System “”: Primary System is required.',
    'phase: Construction Procurement means Procurement (Bid & Award)',
  ],
};

test.each(publicFiles)('$layout is known by its headers, and its words by their meaning', async (file) => {
  const sent = { name: file.name, bytes: new TextEncoder().encode(file.text) };
  const reply = await sendImport(client, sent, { query: '?preview=true' });
  expect(reply.layout?.id).toBe(file.layout);
  const meanings = reply.translations.map(({ column, from, to }) => `${column}: ${from} means ${to || 'nothing'}`);
  expect([...told(reply).slice(1), ...meanings]).toEqual(expected[file.layout]);
});
