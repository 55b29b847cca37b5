import { makeStyles, tokens } from '@fluentui/react-components';
import { Figure } from './figure.tsx';
import { unseen } from './unseen.ts';

const useStyles = makeStyles({
  unseen,
  table: { display: 'block', width: '100%', fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  body: { display: 'flex', flexDirection: 'column', gap: '10px' },
  row: { display: 'flex', flexDirection: 'column' },
  name: { textAlign: 'left', fontWeight: tokens.fontWeightSemibold, padding: 0 },
  cell: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    columnGap: '8px',
    padding: 0,
  },
  label: { color: tokens.colorNeutralForeground2 },
});

interface FiguresTableProps {
  readonly caption: string;
  /** Header of the first column, then those of the figures. */
  readonly headers: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  /** False: only screen readers have it; a picture of it stands beside. */
  readonly isVisible: boolean;
  /** What a figure opens, by its row and place; undefined: nothing. */
  readonly opens?: (row: number, figure: number) => (() => void) | undefined;
}

/**
 * A table that fits a pane of any width: each row is a list of names and figures. Roles are spelled out, because a
 * browser takes a table that is laid out otherwise for no table.
 */
export function FiguresTable({ caption, headers, rows, isVisible, opens }: FiguresTableProps) {
  const styles = useStyles();
  return (
    <div className={isVisible ? undefined : styles.unseen}>
      <table role="table" aria-label={caption} className={styles.table}>
        <thead role="rowgroup" className={styles.unseen}>
          <tr role="row">
            {headers.map((header) => (
              <th key={header} role="columnheader" scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>
          {rows.map(({ name, cells }, row) => (
            <tr key={name} role="row" className={styles.row}>
              <th role="rowheader" scope="row" className={styles.name}>
                {name}
              </th>
              {cells.map((words, index) => (
                <td key={headers[index + 1]} role="cell" className={styles.cell}>
                  <span aria-hidden className={styles.label}>
                    {headers[index + 1]}
                  </span>
                  <Figure words={words} label={`${headers[index + 1] ?? ''} of ${name}`} onOpen={opens?.(row, index)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
