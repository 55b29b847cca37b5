import { shownText } from '../../shared/import/grid.ts';
import { proposalKinds } from '../../shared/import/import-mapping.ts';
import { samplesOf } from '../../shared/import/match-columns.ts';
import { leftOutRows } from '../../shared/import/import-plan.ts';
import { SHOWN_OF_IMPORT, SHOWN_SAMPLES, type ImportReply } from '../../shared/protocol/imports.ts';
import { keyOf } from '../../shared/tables/table.ts';
import { columnsOf, type ImportOutcome } from './import-file.ts';

/** An import in the words of the wire; of long lists the first ones. */
export function importReplyOf(outcome: ImportOutcome): ImportReply {
  const { grids, source, plan, used, remembered, revision, reply, isPreview, exceptions } = outcome;
  const { grid, block, table, likely, layout, matches } = source;
  return {
    revision,
    committed: isPreview ? null : (reply?.committed ?? null),
    sheets: grids.map(({ sheet, rows }) => ({ name: sheet, rows: rows.length })),
    table: table.name,
    likelyTables: likely.map(({ name }) => name),
    layout: layout && { id: layout.id, name: layout.name },
    remembered: remembered && { by: remembered.by, at: remembered.at },
    mapping: {
      sheet: grid.sheet,
      headerRows: [block.firstRow, block.lastRow],
      table: table.name,
      columns: columnsOf(source),
      defaults: { ...layout?.defaults, ...used.defaults },
      values: copied(used.values),
      accept: [...(used.accept ?? [])],
    },
    columns: matches.map(({ header, column, confidence, by }) => ({
      header: header.name,
      letters: header.letters,
      column,
      confidence,
      by,
      samples: samplesOf(grid, block, header)
        .slice(0, SHOWN_SAMPLES)
        .map((cell) => shownText(cell, grid.date1904)),
    })),
    needed: [...plan.needed],
    counts: countsOf(outcome),
    kinds: proposalKinds.flatMap((kind) => {
      const found = plan.proposals.filter((proposal) => proposal.kind === kind);
      const accepted = found.filter((proposal) => proposal.accepted).length;
      return found.length === 0 ? [] : [{ kind, count: found.length, accepted }];
    }),
    proposals: plan.proposals.slice(0, SHOWN_OF_IMPORT),
    exceptions: exceptions.slice(0, SHOWN_OF_IMPORT),
    skipped: plan.skipped.slice(0, SHOWN_OF_IMPORT),
    changes: changesOf(outcome),
    translations: plan.translations.slice(0, SHOWN_OF_IMPORT),
  };
}

/** Rows that are kept out are told as exceptions. */
function changesOf({ source, plan, before, exceptions }: ImportOutcome): ImportReply['changes'] {
  const out = new Set(exceptions.map(({ row }) => row));
  return plan.edits
    .flatMap((edit) => {
      const row = plan.rowOf.get(edit.row) ?? 0;
      if (edit.kind === 'delete' || out.has(row)) return [];
      const was = before.get(edit.row) ?? {};
      const cells = Object.entries(edit.cells).map(([column, after]) => ({
        column,
        before: was[column] ?? null,
        after,
      }));
      return [{ row, kind: edit.kind, key: keyOf(source.table, { ...was, ...edit.cells }), cells }];
    })
    .slice(0, SHOWN_OF_IMPORT);
}

function copied(values: ImportOutcome['used']['values'] = {}): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([column, texts]) => [column, { ...texts }]));
}

/** A row that is kept out in part is an exception; what of it went in is in the plan all the same. */
function countsOf({ plan, exceptions }: ImportOutcome): ImportReply['counts'] {
  const out = new Set(exceptions.map(({ row }) => row));
  const isIn = ({ row }: { readonly row: string }): boolean => !out.has(plan.rowOf.get(row) ?? 0);
  return {
    inserts: plan.edits.filter((edit) => edit.kind === 'insert' && isIn(edit)).length,
    updates: plan.edits.filter((edit) => edit.kind === 'update' && isIn(edit)).length,
    unchanged: plan.unchanged,
    skipped: plan.skipped.length,
    waiting: plan.waiting.length,
    exceptions: leftOutRows({ exceptions, waiting: [] }).length,
  };
}
