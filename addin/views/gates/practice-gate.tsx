import { Text, Title3 } from '@fluentui/react-components';
import { useViewStyles } from '../view-styles.ts';

/** The practice workbook belongs to no program: it is to be looked at and edited, and never sent. */
export function PracticeGate() {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      <Title3 as="h2" className={styles.heading}>
        This is the practice workbook
      </Title3>
      <Text>It holds a made-up plan. Change what you like: nothing of it is sent, and no plan changes.</Text>
      <Text>
        Its sheet Checks says what is wrong in it and how to mend it. To work on your plan, open its own workbook.
      </Text>
    </div>
  );
}
