import { Button, makeStyles } from '@fluentui/react-components';
import { TableEditRegular } from '@fluentui/react-icons';
import { addressOfBook, addressOfNewBook } from '../../workbench/kept/book-address.ts';
import type { KeptBook } from '../../workbench/kept/kept-record.ts';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    // In a narrow window buttons of one width read as a list.
    '@media (max-width: 480px)': { flexDirection: 'column', alignItems: 'stretch' },
  },
});

interface OpenWorkbookProps {
  /** Program id. */
  readonly program: string;
  /** The person's workbook of it in this browser; undefined: there is none. */
  readonly workbook: KeptBook | undefined;
}

/** The ways into the workbench: the workbook that is kept here, or a new one. */
export function OpenWorkbook({ program, workbook }: OpenWorkbookProps) {
  const styles = useStyles();
  return (
    <div className={styles.actions}>
      <Button
        as="a"
        href={workbook === undefined ? addressOfNewBook(program) : addressOfBook(workbook.id)}
        appearance="primary"
        icon={<TableEditRegular />}
      >
        {workbook === undefined ? 'Open in the workbench' : 'Go on with your workbook'}
      </Button>
      {workbook !== undefined && (
        <Button as="a" href={addressOfNewBook(program)}>
          New workbook
        </Button>
      )}
    </div>
  );
}
