import { ledgerReply, type LedgerControl, type LedgerReply } from '../../shared/protocol/ledger.ts';
import { readTypedMoney } from '../../shared/tables/kinds/money-text.ts';
import { formatMoney } from '../../shared/tables/kinds/number-kinds.ts';
import { CommandError, type Command, type CommandCall } from './command.ts';
import { importOptions, runImport } from './run-import.ts';

const SHOWN = 20;

/** An export of the ledger: postings or commitments. */
export const ledgerCommand: Command = {
  name: 'ledger',
  takes: ['program', 'file'],
  summary: 'Takes an export of the ledger (.xlsx, .csv, text) into a program, and says how plan and ledger tie out.',
  options: {
    ...importOptions,
    table: {
      type: 'string',
      value: 'TABLE',
      help: 'ledgerPostings or ledgerOrders; default: the likeliest.',
    },
    total: { type: 'string', value: 'AMOUNT', help: 'What the ledger says that the file adds up to.' },
    months: {
      type: 'string',
      value: 'TOTALS',
      help: 'Expenditures of months in the ledger, such as "2026-10=12345.67 2026-11=0.00"; they become control totals.',
    },
  },
  run: (call) =>
    runImport(call, {
      resource: 'ledger',
      fields: { control: JSON.stringify(controlOf(call)) },
      parse: (body) => ledgerReply.parse(body),
      tell: (reply) => tellLedger(call, reply),
    }),
};

function controlOf(call: CommandCall): LedgerControl {
  const [total, months] = [call.text('total'), call.text('months')];
  const said = (months ?? '').split(/\s+/).filter((month) => month !== '');
  return {
    ...(total !== undefined && { total: centsOf(total) }),
    ...(said.length > 0 && { months: Object.fromEntries(said.map(monthOf)) }),
  };
}

function monthOf(text: string): [month: string, cents: number] {
  const [, month = '', amount = ''] = /^(\d{4}-(?:0[1-9]|1[0-2]))=(.+)$/.exec(text) ?? [];
  if (month === '') throw new CommandError(`${text} is no month with its total, such as 2026-10=12345.67.`);
  return [month, centsOf(amount)];
}

function centsOf(text: string): number {
  const money = readTypedMoney(text);
  if (money.kind === 'amount') return money.cents;
  throw new CommandError(`${text} is no amount of dollars and cents, such as 12345.67.`);
}

function tellLedger(call: CommandCall, { ledger: { sums, control, flags, late, tieOutWords } }: LedgerReply): void {
  const part = (label: string, { rows, cents }: { readonly rows: number; readonly cents: number }): void => {
    if (rows > 0) call.print(`  ${label.padEnd(10)}${rows} rows, ${formatMoney(cents)}`);
  };
  call.print('Of the money of the file:');
  part('taken', sums.taken);
  part('known', sums.duplicates);
  part('elsewhere', sums.outside);
  part('waiting', sums.waiting);
  part('left out', sums.exceptions);
  part('in all', sums.total);
  if (control !== null) call.print(control.message ?? 'The file adds up to the control total of the ledger.');
  for (const { row, rule, message } of flags.slice(0, SHOWN))
    call.print(`  flagged   row ${row}: ${message} (${rule})`);
  for (const { row, message } of late.slice(0, SHOWN)) call.print(`  late      row ${row}: ${message}`);
  if (tieOutWords !== null) call.print(tieOutWords);
}
