import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { totalsReply } from '../../../shared/protocol/totals.ts';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { readPdf, withoutSpaces } from '../../pdf/testing/read-pdf.ts';
import { validationErrors } from '../../workbook/testing/ooxml-validator.ts';
import { cellText } from '../document/cell-text.ts';
import { tablesOf, type ReportDocument } from '../document/report-document.ts';
import { readCells, readPlan } from '../document/report-moment.ts';
import { demoMoment } from '../testing/demo-moment.ts';
import { setReport } from '../testing/pdf-tells.ts';
import { amendmentDocument } from './amendment-document.ts';

const moment = demoMoment('demo', '2026-10-31');
const APPROVAL = 'BA-260818';

function column(report: ReportDocument, sheet: string, label: string) {
  const table = tablesOf(report).find((candidate) => candidate.sheet === sheet);
  const place = table?.columns.findIndex((candidate) => candidate.label === label) ?? -1;
  return { cells: table?.rows.map((row) => row[place] ?? null) ?? [], total: table?.total?.[place] };
}

const sum = (cells: readonly unknown[]): number => cells.reduce((total: number, cell) => total + Number(cell), 0);

describe('the amendment packet', () => {
  test('tells every cell in its order, with Exhibit A, signatures, bookmarks and numbers of pages', async () => {
    const { pdf, missing, texts } = await setReport(await amendmentDocument(moment, [APPROVAL, 'BC-0010']));
    expect(missing).toBeNull();
    expect(texts).toBeGreaterThan(300);
    expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'THead', 'TH', 'TD']));
    expect(pdf.bookmarks).toEqual(
      expect.arrayContaining(['Board Report', 'Exhibit A', 'Exhibit B: budget before and after', 'Signatures']),
    );
    expect(pdf.pages.at(-1)).toContain('Board Secretary, signature and date');
    for (const [index, page] of pdf.pages.entries()) {
      expect(page).toContain('148-7KQ2-M9XD-04TR-B6HV');
      expect(page).toContain(`page ${index + 1} of ${pdf.pages.length}`);
    }
  });

  test('who has asked and who has approved stand there by name, not by code', async () => {
    const people = new Map((await readCells(moment, 'people', ['id', 'name'])).map(({ id, name }) => [id, name]));
    const changes = await readCells(moment, 'changes', ['number', 'requestedBy', 'approvedBy']);
    const asked = changes.filter(({ requestedBy, approvedBy }) =>
      [requestedBy, approvedBy].some((id) => people.has(id ?? '')),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const { number, requestedBy, approvedBy } of asked.slice(0, 5)) {
      const [board] = (await amendmentDocument(moment, [number])).sections;
      const facts = new Map(board?.parts.flatMap((part) => (part.kind === 'facts' ? part.facts : [])));
      const nameOf = (id: string | null): string => (id === null ? 'not told' : (people.get(id) ?? id));
      expect([facts.get('Requested by'), facts.get('Approved by')]).toEqual([nameOf(requestedBy), nameOf(approvedBy)]);
    }
  });

  test('Exhibit A has an item for each project that an amendment approves, with its budget on the day it came into effect', async () => {
    const report = await amendmentDocument(moment, [APPROVAL]);
    const projects = await readCells(moment, 'projects', ['number', 'approvalChange']);
    const approved = projects.filter(({ approvalChange }) => approvalChange === APPROVAL).map(({ number }) => number);
    expect(column(report, 'Exhibit A', 'Project No.').cells).toEqual(approved.sort());
    const facts = planFacts(await readPlan(moment), '2026-08-18');
    expect(column(report, 'Exhibit A', 'Budget').cells).toEqual(
      approved.map((number) => facts.projects.get(number)?.amounts.current),
    );
    expect(sum(column(report, 'Budget lines', 'Before').cells)).toBe(0);
  });

  test('before, change and after add up by line, by project and by source', async () => {
    const changes = await readCells(moment, 'changes', ['number', 'status']);
    const lines = await readCells(moment, 'changeLines', ['change', 'amount']);
    const projects = await readCells(moment, 'projects', ['approvalChange']);
    // What an amendment approves comes with its budget, which no line of it says: the item of Exhibit A does.
    const approving = new Set(projects.map(({ approvalChange }) => approvalChange));
    const withLines = changes.filter(
      ({ number }) => !approving.has(number) && lines.some(({ change }) => change === number),
    );
    const waiting = withLines.find(({ status }) => status === 'Pending');
    expect(waiting).toBeDefined();
    for (const { number } of [...withLines.slice(0, 3), ...(waiting ? [waiting] : [])]) {
      const report = await amendmentDocument(moment, [number]);
      const moved = sum(lines.filter(({ change }) => change === number).map(({ amount }) => amount));
      for (const sheet of ['Budget lines', 'By project', 'By source']) {
        const [before, change, after] = ['Before', 'Change', 'After'].map((label) => column(report, sheet, label));
        expect(change?.total, `${number} ${sheet}`).toBe(moved);
        expect(Number(before?.total) + Number(change?.total)).toBe(after?.total);
        expect(sum(after?.cells ?? [])).toBe(after?.total);
      }
    }
  });
});

describe('GET reports/amendment', () => {
  let server: TestServer;
  let viewer: TestClient;
  beforeAll(async () => {
    server = await startTestServer({ file: ':memory:' });
    const admin = await server.member(await server.program(), 'admin');
    await admin.sync(workedExample());
    viewer = await server.member(admin.program, 'viewer');
  });
  afterAll(() => server.close());

  test('the budget after a change that has taken effect is that of /totals on its day, and one that waits comes on top', async () => {
    const response = await viewer.fetch('/reports/amendment.pdf?change=BC-03');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    const text = withoutSpaces(pages.join(''));
    const totals = totalsReply.parse(await (await viewer.fetch('/totals?by=project')).json());
    const row = totals.rows.find(({ project }) => project === '26.00003');
    const [current, pending] = [Number(row?.['current']), Number(row?.['pending'])];
    expect(pending).toBe(100_000_00);
    expect(text).toContain(cellText('money', pending) + cellText('money', current + pending));
  });

  test.each(['docx', 'xlsx'] as const)('as .%s it is a file that its program opens without repair', async (type) => {
    const response = await viewer.fetch(`/reports/amendment.${type}?change=BC-01,BC-03`);
    expect(response.status).toBe(200);
    expect(await validationErrors(new Uint8Array(await response.arrayBuffer()), type)).toEqual([]);
  });

  test.each([
    ['', 'Name a change by its number'],
    ['?change=BC-99', 'The plan has no change BC-99'],
    ['?change=BC-01,,BC-02', 'Numbers of changes with commas between'],
  ])('“%s” is refused with a sentence', async (query, words) => {
    const response = await viewer.fetch(`/reports/amendment.pdf${query}`);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(words);
  });
});
