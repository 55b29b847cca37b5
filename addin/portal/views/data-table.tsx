import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** Narrower, names beside five columns of money would have no room. A sheet of paper is as narrow, and holds more letters. */
const NARROW = '@media screen and (max-width: 860px)';
const PAPER = '@media print';

const useStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase300,
    [NARROW]: { display: 'block' },
    // So that six columns of amounts stand beside a name.
    [PAPER]: { fontSize: '11px' },
  },
  caption: {
    textAlign: 'left',
    paddingBottom: '8px',
    fontWeight: tokens.fontWeightSemibold,
    [NARROW]: { display: 'block' },
  },
  head: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  body: { [NARROW]: { display: 'block' } },
  row: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { display: 'block', padding: '8px 0' },
    // No page ends within a row: its name would stand on one and its amounts on the next.
    [PAPER]: { breakInside: 'avoid' },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  cell: {
    padding: '8px 12px 8px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: 'inherit',
    [PAPER]: { paddingTop: '4px', paddingBottom: '4px' },
    [NARROW]: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: '12px',
      padding: '2px 0',
      // The label gives way, so that no amount leaves the card.
      '::before': {
        content: 'attr(data-label)',
        color: tokens.colorNeutralForeground2,
        fontWeight: 'normal',
        whiteSpace: 'normal',
        overflowWrap: 'break-word',
      },
    },
  },
  first: {
    // The card breaks long words anywhere, so that without a width of its own a name is squeezed to a few letters a line.
    minWidth: '12em',
    [PAPER]: { minWidth: '9em' },
    [NARROW]: {
      minWidth: 0,
      fontWeight: tokens.fontWeightSemibold,
      '::before': { content: '""', display: 'none' },
    },
  },
  number: {
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    paddingRight: 0,
    paddingLeft: '12px',
    [PAPER]: { paddingLeft: '8px' },
    [NARROW]: { paddingLeft: 0 },
  },
  label: { whiteSpace: 'normal', overflowWrap: 'break-word' },
  value: { [NARROW]: { textAlign: 'right' } },
});

export interface DataColumn {
  readonly label: string;
  readonly isNumber?: boolean;
}

export interface DataRow {
  readonly id: string;
  /** One per column; the first names the row. */
  readonly cells: readonly ReactNode[];
  readonly isTotal?: boolean;
}

interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly DataRow[];
}

/**
 * A table that becomes a list of its rows where the window is narrow. The roles are said aloud because browsers take
 * them from a table whose parts are no longer laid out as one.
 */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  const styles = useStyles();
  return (
    <table role="table" className={styles.table}>
      <caption className={styles.caption}>{caption}</caption>
      <thead role="rowgroup" className={styles.head}>
        <tr role="row">
          {columns.map(({ label, isNumber }, index) => (
            <th
              key={label}
              role="columnheader"
              scope="col"
              className={mergeClasses(
                styles.cell,
                styles.strong,
                isNumber === true && styles.number,
                index === 0 && styles.first,
                styles.label,
              )}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={styles.body}>
        {rows.map(({ id, cells, isTotal }) => (
          <tr key={id} role="row" className={mergeClasses(styles.row, isTotal === true && styles.strong)}>
            {columns.map(({ label, isNumber }, index) =>
              index === 0 ? (
                <th key={label} role="rowheader" scope="row" className={mergeClasses(styles.cell, styles.first)}>
                  {cells[0]}
                </th>
              ) : (
                <td
                  key={label}
                  role="cell"
                  data-label={label}
                  className={mergeClasses(styles.cell, isNumber === true && styles.number)}
                >
                  <span className={styles.value}>{cells[index]}</span>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
