import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { SheetTools } from '../excel/sheet-tools.ts';
import { codeLines, refusedHere } from './selected-row-words.ts';
import type { OpenRefusal } from '../sync/session/sync-state.ts';
import { useCodeNames } from './use-code-names.ts';
import { useSelectedCell } from './use-selected-cell.ts';
import { useViewStyles } from './view-styles.ts';

const useStyles = makeStyles({
  codes: { margin: 0, display: 'flex', flexDirection: 'column', gap: '2px', overflowWrap: 'anywhere' },
  code: { display: 'flex', flexWrap: 'wrap', columnGap: '8px' },
  label: { color: tokens.colorNeutralForeground2 },
  words: { margin: 0 },
});

interface SelectedRowProps {
  readonly sheet: SheetTools;
  readonly refusals: readonly OpenRefusal[];
}

/** [FB6] What the codes of the row that is selected in the sheet stand for, and why it was not accepted. */
export function SelectedRow({ sheet, refusals }: SelectedRowProps) {
  const shared = useViewStyles();
  const styles = useStyles();
  const names = useCodeNames();
  const selected = useSelectedCell(sheet);
  const lines = selected ? codeLines(selected, names) : [];
  const refused = selected ? refusedHere(selected, refusals) : [];
  if (lines.length + refused.length === 0) return null;
  return (
    <section className={shared.tight} aria-labelledby="selected-row">
      <Text as="h2" id="selected-row" weight="semibold" className={shared.heading}>
        In the selected row
      </Text>
      {refused.map(({ first, column, message }) => (
        <Text key={`${column ?? ''} ${first.rule}`}>Not accepted, so not sent: {message}</Text>
      ))}
      {lines.length > 0 && (
        <dl className={styles.codes}>
          {lines.map(({ label, words }) => (
            <div key={label} className={styles.code}>
              <dt className={styles.label}>{label}</dt>
              <dd className={styles.words}>{words}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
