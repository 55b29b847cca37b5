import { areaOf } from 'excel-host/book/area.ts';
import { bodyArea } from 'excel-host/book/table-areas.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { SheetCopy, Sent } from '../contracts/read-contract.ts';
import type { SyncState } from '../../addin/sync/session/sync-state.ts';
import type { Officer } from './world.ts';

/** A workbook in Excel under Microsoft's own library, with the pane beside it. */
export function paneCopy(officer: Officer): SheetCopy {
  const { book, hands } = officer;
  const place = (table: string) => {
    const info = book.tables().find(({ name }) => name === tableNamed(table).excelName);
    if (!info) throw new Error(`No table ${table}.`);
    const labels = info.columns.map(({ name }) => name);
    const indexOf = (column: string) => labels.indexOf(tableNamed(table).columns[column]?.label ?? column);
    const lines = book.readValues(info.sheetId, bodyArea(info));
    const keyIndex = indexOf(tableNamed(table).key[0] ?? '');
    const rowOf = (key: string) => lines.findLastIndex((line) => line[keyIndex] === key);
    return { info, indexOf, rowOf, body: bodyArea(info), rowCount: lines.length };
  };
  /** Presses Delete over some cells of a row, by their place in the table. */
  const clear = (table: string, key: string, isCleared: (index: number) => boolean): void => {
    const { info, rowOf, body } = place(table);
    const row = body.row + rowOf(key);
    const cleared = info.columns.flatMap((_, index) => (isCleared(index) ? [body.column + index] : []));
    book.act({ gesture: 'type', user: hands.user }, () => {
      for (const column of cleared) book.clear(info.sheetId, areaOf(row, column, 1, 1), 'contents');
    });
  };
  return {
    set(table, key, column, value) {
      const { info, indexOf, rowOf, body } = place(table);
      const [row, index] = [body.row + rowOf(key), body.column + indexOf(column)];
      book.act({ gesture: 'paste', user: hands.user }, () => book.write(info.sheetId, row, index, [[value]]));
    },
    clearRow(table, key, but = []) {
      const kept = [0, ...but.map(place(table).indexOf)];
      clear(table, key, (index) => !kept.includes(index));
    },
    loseRowId: (table, key) => clear(table, key, (index) => index === 0),
    removeRow(table, key) {
      const { info, rowOf } = place(table);
      hands.deleteTableRows(info.name, rowOf(key));
    },
    copyRow(table, key) {
      const { info, rowOf, rowCount } = place(table);
      hands.copyTableRow(info.name, rowOf(key), rowCount);
    },
    renameHeader(table, from, to) {
      hands.renameColumn(place(table).info.name, from, to);
    },
    async send(answer) {
      const state =
        answer === undefined ? await officer.session.sync() : await officer.session.answerMissingRows(answer);
      return sentBy(state);
    },
  };
}

function sentBy({ question, problem, refusals, putBacks }: SyncState): Sent {
  const held = question?.kind === 'missingRows' ? question : { tables: [], cleared: [] };
  const stopped = problem?.at === 'workbook' ? problem.problem.kind : null;
  const isStopped = stopped === 'headerDoubled' || stopped === 'columnMissing';
  if (problem !== null && !isStopped) throw new Error(JSON.stringify(problem));
  return {
    stopped: isStopped ? stopped : question?.kind === 'rowsApart' ? 'rowsApart' : null,
    refused: refusals.map(({ column, rule }) => `${column ?? ''} ${rule}`),
    missing: held.tables.flatMap(({ rowKeys }) => rowKeys),
    cleared: held.cleared.flatMap(({ rowKeys }) => rowKeys),
    touched: putBacks.map(({ column }) => column),
  };
}
