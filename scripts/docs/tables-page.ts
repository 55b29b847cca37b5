import { leastRole } from '../../shared/access/duties.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Column } from '../../shared/tables/column.ts';
import { numberFormatOf } from '../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../shared/tables/table.ts';
import { markdownTable } from './markdown-table.ts';

/** docs/tables.md: every table and column of the plan, as the code defines them. */
export function tablesPage(): string {
  const contents = tables.map((table) => `- [${table.label}](#${anchorOf(table.label)}): ${table.help}`);
  return [
    '# The tables of the plan',
    '',
    'Made from `shared/tables` by `npm run docs`; do not edit. Each table is one sheet and one Excel table; each row also',
    'carries a hidden Row ID. Columns marked *computed* are written by the server.',
    '',
    ...contents,
    ...tables.flatMap(sectionOf),
    '',
  ].join('\n');
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

function sectionOf(table: Table): string[] {
  return [
    '',
    `## ${table.label}`,
    '',
    `${table.help} Key: ${labelsOf(table, table.key)}. Edited by: ${editorsInWords[leastRole(table.duty)]}.`,
    ...(table.unique ?? []).map((columns) => `Unique as well: ${labelsOf(table, columns)}.`),
    ...(table.foreignKeys ?? []).map((key) => `${labelsOf(table, key.columns)} together name a row of ${key.table}.`),
    '',
    `Wire \`${table.name}\`, Excel table \`${table.excelName}\`, SQL \`${table.sqlName}\`.`,
    '',
    markdownTable(
      ['Column', 'Wire', 'Kind', 'Excel format', 'Values', 'Meaning'],
      Object.entries(table.columns).map(([name, column]) => [
        column.label,
        `\`${name}\``,
        kindInWords(column),
        `\`${numberFormatOf(column)}\``,
        valuesOf(column),
        column.help,
      ]),
    ),
  ];
}

const editorsInWords = {
  editor: 'budget officers, finance and administrators',
  finance: 'finance and administrators',
  admin: 'administrators',
} as const;

function labelsOf(table: Table, names: readonly string[]): string {
  return names.map((name) => table.columns[name]?.label ?? name).join(' + ');
}

function kindInWords(column: Column): string {
  const marks = [column.required === true ? 'required' : '', column.computed === true ? '*computed*' : ''].filter(
    (mark) => mark !== '',
  );
  return [column.kind, ...marks].join(', ');
}

function valuesOf(column: Column): string {
  switch (column.kind) {
    case 'text':
    case 'longText':
      return `up to ${column.maxLength} characters`;
    case 'code':
      return column.form;
    case 'list':
      return column.values.join(' · ');
    case 'reference':
      return `a row of ${column.table}`;
    case 'decimal':
      return [`${column.scale} digits after the point`, column.unit ?? ''].filter((part) => part !== '').join(', ');
    default:
      return column.unit ?? '';
  }
}
