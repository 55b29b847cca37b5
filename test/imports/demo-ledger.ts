import type { DemoRow, DemoRows } from '../../server/demo/demo-rows.ts';
import { createRandom, type Random } from '../../server/demo/random.ts';
import type { Cells } from '../../shared/tables/cell.ts';

/** An export of the demo's ledger as a program of accounts writes it, in its own words. */
export interface DemoLedger {
  readonly csv: string;
  readonly rows: number;
  /** Cents of all rows. */
  readonly total: number;
  /** Rules that an office would keep for it: rows of Ledger Rules. */
  readonly rules: readonly Cells[];
}

const heads = 'Voucher ID,Vchr Line,Acctg Date,Bud Ref,Proj ID,GL Account,Dept,PO ID,PO Ln,Supplier,Line Descr,DR,CR';

/** What a ledger calls work that has no order, by category. */
const texts: Readonly<Record<string, string>> = {
  'Project Management': 'PM LABOR DISTRIB',
  'Services & Licenses': 'LICENSE JRNL',
  'Installation & Cabling': 'CABLING JRNL',
  'Testing & Inspection': 'INSPECTION JRNL',
  'Design & Engineering': 'DESIGN JRNL',
  Equipment: 'EQUIP JRNL',
};

const rules: readonly Cells[] = Object.entries(texts).map(([category, words], index) => ({
  order: (index + 1) * 10,
  description: `${words}*`,
  category,
}));

/**
 * Writes these postings, the same seed the same bytes: accounts in several forms, some of them damaged, numbers with and
 * without their zeros, credits in a column of their own, rows in no order.
 */
export function demoLedger(demo: DemoRows, postings: readonly DemoRow[], seed = 7): DemoLedger {
  const random = createRandom(seed);
  const lines = new Map(demo.of('budgetLines').map(({ cells }) => [cells['id'], cells]));
  const vendors = new Map(demo.of('commitments').map(({ cells }) => [cells['number'], cells['vendor']]));
  const written = postings.map(({ cells }) => {
    const line = lines.get(cells['budgetLine'] ?? null) ?? {};
    return [
      documentForm(random, String(cells['document'])),
      String(cells['line']),
      dateForm(String(cells['postingDate'])),
      String(line['fiscalYear']),
      projectForm(random, String(line['project'])),
      accountForm(random, String(cells['account'] ?? line['account']), cells['commitment'] === undefined),
      String(line['location'] ?? '0000'),
      cells['commitment'] === undefined ? '' : orderForm(random, String(cells['commitment'])),
      String(cells['commitmentLine'] ?? ''),
      String(vendors.get(cells['commitment'] ?? null) ?? ''),
      cells['commitment'] === undefined ? (texts[String(line['category'])] ?? 'JRNL') : 'AP VOUCHER',
      ...amountForms(random, Number(cells['amount'])),
    ];
  });
  const csv = [heads, ...random.shuffled(written).map((row) => row.map(quoted).join(','))].join('\r\n');
  const total = postings.reduce((sum, { cells }) => sum + Number(cells['amount']), 0);
  return { csv, rows: postings.length, total, rules };
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function documentForm(random: Random, document: string): string {
  return random.chance(0.3) ? `00${document}` : document;
}

function orderForm(random: Random, number: string): string {
  return random.pick([number, number, `PO-${number}`, `00${number}`]);
}

/** "10/05/2026" */
function dateForm(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${month}/${day}/${year}`;
}

/** 26.00010 as a number is 26.0001. */
function projectForm(random: Random, project: string): string {
  return random.chance(0.4) ? project.replace(/0+$/, '') : project;
}

/** In the plan's form, with points, without anything between, or with the zeros of its parts lost; one in fifty past mending. */
function accountForm(random: Random, account: string, isAlone: boolean): string {
  const bare = account.replaceAll('-', '');
  const unpadded = account.split('-').map((part) => String(Number(part)));
  if (isAlone && random.chance(0.02)) return Number(bare).toExponential(5).toUpperCase();
  return random.pick([account, account.replaceAll('-', '.'), bare, unpadded.join('-'), ` ${account} `]);
}

/** Debit and credit, some with thousands apart. */
function amountForms(random: Random, cents: number): [debit: string, credit: string] {
  const dollars = Math.abs(cents) / 100;
  const plain = dollars.toFixed(2);
  const shown = random.chance(0.5)
    ? dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : plain;
  return cents < 0 ? ['', shown] : [shown, ''];
}
