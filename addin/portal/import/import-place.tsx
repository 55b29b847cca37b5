import { Text, Title3 } from '@fluentui/react-components';
import { ReceiptMoneyRegular, TableAddRegular } from '@fluentui/react-icons';
import { LinkButton } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { usePortalStyles } from '../views/portal-styles.ts';

/** The way to the import, among what can be done with workbooks. */
export function ImportPlace({ program, moment }: ProgramPageProps) {
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-labelledby="import">
      <h2 id="import" className={shared.heading}>
        <Title3>Import</Title3>
      </h2>
      <Text>
        A list of your office’s own, as it is: any workbook, text file or range copied from Excel. Or an export of the
        ledger, whose rows find their budget lines.
      </Text>
      <div className={shared.row}>
        <LinkButton to={programAddress(program.id, 'workbooks/import', moment)} icon={<TableAddRegular />}>
          Import a table
        </LinkButton>
        <LinkButton to={programAddress(program.id, 'workbooks/ledger', moment)} icon={<ReceiptMoneyRegular />}>
          Import the ledger
        </LinkButton>
      </div>
    </section>
  );
}
