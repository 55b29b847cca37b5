import { LedgerPage } from '../ledger/ledger-page.tsx';
import { LedgerRulesPage } from '../ledger/ledger-rules-page.tsx';
import { NoPage } from '../shell/no-page.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { ImportPage } from './import-page.tsx';

/** What comes in by a file has an address each, below Workbooks. */
export function ImportPages(props: ProgramPageProps) {
  switch (props.item) {
    case 'import':
      return <ImportPage {...props} />;
    case 'ledger':
      return <LedgerPage {...props} />;
    case 'ledger-rules':
      return <LedgerRulesPage {...props} />;
    default:
      return <NoPage heading="There is no page here">The address may be cut off.</NoPage>;
  }
}
