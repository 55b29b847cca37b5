import { FluentProvider, Text, Title3 } from '@fluentui/react-components';
import { paneTheme } from '../../components/pane-theme.ts';
import { useViewStyles } from '../view-styles.ts';

/** An Excel that lacks what the pane needs: what happened, whether the work is safe, what next. */
export function CannotRunView({ isDark }: { readonly isDark: boolean }) {
  const styles = useViewStyles();
  return (
    <FluentProvider theme={paneTheme(isDark)}>
      <main className={styles.column} style={{ padding: '20px' }}>
        <Title3 as="h1" className={styles.heading}>
          SEP Sync can’t run in this Excel
        </Title3>
        <Text>It needs Excel 2021, Microsoft 365, Excel for the web or a newer iPad version.</Text>
        <Text>Your workbook is unchanged. Open it in one of these, or return it by the program’s web page.</Text>
      </main>
    </FluentProvider>
  );
}
