import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import { useViewStyles } from '../view-styles.ts';

const useStyles = makeStyles({
  objections: { color: tokens.colorPaletteRedForeground1 },
});

/** Who decides by which rule, what stands in the way, and what is worth a look. */
export function RulesOfChange({ view }: { readonly view: ChangeView }) {
  const styles = useViewStyles();
  const own = useStyles();
  const { decision, objections, warnings } = view;
  return (
    <div className={styles.tight}>
      <Text weight="semibold">{decision.by === 'board' ? 'For the Board to decide' : 'For staff to decide'}</Text>
      <Text>{decision.why}</Text>
      {objections.length > 0 && (
        <>
          <Text weight="semibold">Stands in the way</Text>
          <ul className={`${styles.list} ${own.objections}`}>
            {objections.map(({ rule, message }, index) => (
              <li key={`${rule} ${index}`}>{message}</li>
            ))}
          </ul>
        </>
      )}
      {warnings.length > 0 && (
        <>
          <Text weight="semibold">Worth a look</Text>
          <ul className={styles.list}>
            {warnings.map(({ rule, message }, index) => (
              <li key={`${rule} ${index}`}>{message}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
