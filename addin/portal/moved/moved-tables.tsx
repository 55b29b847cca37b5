import { Button, Text } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState, type ComponentProps } from 'react';
import { cutLabels } from '../../../shared/plan/figures/cuts.ts';
import { measureLabel } from '../../../shared/plan/figures/measures.ts';
import { movedMeasures, type MovedMeasure } from '../../../shared/plan/moved/what-moved.ts';
import type { MovedReply } from '../../../shared/protocol/moved.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { Figure } from '../../components/figure.tsx';
import { ShowMore } from '../../components/show-more.tsx';
import { endWords, signed } from '../../views/totals/bridge-words.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import type { PortalServer } from '../portal-server.ts';
import { saveFile } from '../save-file.ts';
import { DataTable, type DataRow } from '../views/data-table.tsx';
import { DownloadStatus } from '../views/download-status.tsx';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';
import type { Explain } from '../views/with-explanation.tsx';
import { dateWords, daysWords, groupWords, movedBy, movedCsv, scopeWords } from './moved-words.ts';

interface MovedTablesProps {
  readonly server: PortalServer;
  readonly program: string;
  readonly reply: MovedReply;
  /** The earlier moment as it was asked for. */
  readonly since: string;
  readonly onExplain: Explain;
}

/** Money by the chosen cut, then dates and scope. */
export function MovedTables({ server, program, reply, since, onExplain }: MovedTablesProps) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const { from, to, dates, dateCount, scope, scopeCount } = reply;
  const save = (): void => {
    const { name, text } = movedCsv(reply, names);
    saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <div className={shared.column} style={{ gap: '32px' }}>
      <PagePart heading="Money">
        <Text>{moneyWords(reply)}</Text>
        {reply.rows.length > 0 && <MoneyTable {...{ reply, since, onExplain }} />}
        <div className={shared.row}>
          <Button icon={<ArrowDownloadRegular />} onClick={save}>
            Export as CSV
          </Button>
        </div>
        <MovedWorkbook {...{ server, program, reply, since }} />
      </PagePart>
      <PagePart heading="Dates">
        {dateCount === 0 && <Text>No date of a project or milestone was moved.</Text>}
        {dateCount > 0 && (
          <GrowingTable
            caption={countWords(dates.length, dateCount, 'moved dates', from, to)}
            columns={[{ label: 'Date' }, { label: 'Before' }, { label: 'After' }, { label: 'Moved' }]}
            rows={dates.map((date) => ({
              id: `${date.table} ${date.row} ${date.column}`,
              cells: [dateWords(date, names), date.before ?? '–', date.after ?? '–', daysWords(date.days)],
            }))}
          />
        )}
      </PagePart>
      <PagePart heading="Scope">
        {scopeCount === 0 && <Text>No scope came, went or changed.</Text>}
        {scopeCount > 0 && (
          <GrowingTable
            caption={countWords(scope.length, scopeCount, 'lines of scope', from, to)}
            columns={[{ label: 'Scope' }, { label: 'What happened' }]}
            rows={scope.map((line) => ({
              id: line.row,
              cells: [placeWords('scope', line.key, null, names), scopeWords(line, names)],
            }))}
          />
        )}
      </PagePart>
    </div>
  );
}

function moneyWords({ from, to, rows, same, total, by }: MovedReply): string {
  const between = `Between ${endWords(from)} and ${endWords(to)}`;
  const others = `${same.toLocaleString('en-US')} ${same === 1 ? 'has' : 'have'} not moved`;
  if (rows.length === 0) return `${between} no figure has moved by ${cutLabels[by].toLowerCase()}.`;
  return `${between} the budget moved by ${signed(movedBy(total, 'current'))}: ${rows.length.toLocaleString('en-US')} moved, ${others}.`;
}

function countWords(shown: number, all: number, what: string, from: MovedReply['from'], to: MovedReply['to']): string {
  const some = shown < all ? `The first ${shown.toLocaleString('en-US')} of ` : '';
  return `${some}${all.toLocaleString('en-US')} ${what}, ${endWords(from)} to ${endWords(to)}`;
}

type MoneyTableProps = Pick<MovedTablesProps, 'reply' | 'since' | 'onExplain'>;

/** Each difference can be pressed: it says step by step where it comes from. */
function MoneyTable({ reply, since, onExplain }: MoneyTableProps) {
  const names = useCodeNames();
  const { by, to } = reply;
  const row = (id: string, group: string, part: Readonly<Record<string, string>>, figures: Row): DataRow => ({
    id,
    isTotal: id === '',
    cells: [
      group,
      formatMoney(figures.before.current),
      formatMoney(figures.after.current),
      ...movedMeasures.map((measure) => (
        <Figure
          key={measure}
          words={signed(movedBy(figures, measure))}
          label={`${measureLabel(measure)} moved of ${group}`}
          onOpen={(pressed) => onExplain(figureOf(measure, part), pressed)}
        />
      )),
    ],
  });
  const figureOf = (measure: MovedMeasure, part: Readonly<Record<string, string>>) => ({
    measure,
    part,
    revision: to.revision,
    asOf: to.asOf,
    since,
  });
  return (
    <GrowingTable
      caption={`What moved by ${cutLabels[by].toLowerCase()}, the largest first, in dollars`}
      columns={[
        { label: cutLabels[by] },
        { label: 'Current Budget before', isNumber: true },
        { label: 'Current Budget after', isNumber: true },
        ...movedMeasures.map((name) => ({ label: `${measureLabel(name)} moved`, isNumber: true })),
      ]}
      rows={reply.rows.map((figures) =>
        row(figures.group, groupWords(figures.group, by, names), { [by]: figures.group }, figures),
      )}
      last={row('', 'Program', {}, reply.total)}
    />
  );
}

/** A district has a thousand of them: as many as are read in one go come first. */
const ROWS_AT_FIRST = 25;

type GrowingTableProps = Omit<ComponentProps<typeof DataTable>, 'rows'> & {
  readonly rows: readonly DataRow[];
  /** Stands at the end however many rows are shown. */
  readonly last?: DataRow;
};

/** A table that is shown in parts. */
function GrowingTable({ rows, last, ...table }: GrowingTableProps) {
  const [shown, setShown] = useState(ROWS_AT_FIRST);
  const step = ROWS_AT_FIRST * 4;
  return (
    <>
      <DataTable {...table} rows={[...rows.slice(0, shown), ...(last === undefined ? [] : [last])]} />
      <ShowMore shown={shown} total={rows.length} step={step} onMore={() => setShown(shown + step)} />
    </>
  );
}

type Row = Pick<MovedReply['rows'][number], 'before' | 'after'>;

/** The same as a workbook: as of the later moment, with the sheet What Moved against the earlier one. */
function MovedWorkbook({ server, program, reply: { to }, since }: Omit<MovedTablesProps, 'onExplain'>) {
  const shared = usePortalStyles();
  const as = to.baseline === null ? { asOf: to.asOf } : { baseline: to.baseline.id };
  const { download, fetchFile } = useDownload(() =>
    server.downloadWorkbook(program, { ...as, part: null, withMoves: true, since }),
  );
  return (
    <>
      <div className={shared.row}>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Workbook as of {endWords(to)}, with the sheet What Moved
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </>
  );
}
