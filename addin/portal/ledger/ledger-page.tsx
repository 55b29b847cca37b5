import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { mayWrite } from '../../../shared/access/duties.ts';
import { ImportSteps } from '../import/import-steps.tsx';
import { replyOf, useImport, type ImportWay } from '../import/use-import.ts';
import type { LedgerReply } from '../../../shared/protocol/ledger.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { ledgerCalls } from './ledger-calls.ts';
import { LedgerControls } from './ledger-controls.tsx';
import { LedgerFindings } from './ledger-findings.tsx';
import { LedgerState } from './ledger-state.tsx';

/** The ledger: how the plan ties out with it, an export taken in, and what of it is still open. */
export function LedgerPage(props: ProgramPageProps) {
  const { server, program, onChanged } = props;
  // What was taken in is told below at once.
  const [taken, setTaken] = useState(0);
  const calls = ledgerCalls(server.asks);
  const way: ImportWay<LedgerReply> = {
    preview: (table) => calls.previewLedger(program.id, table),
    take: (table, importId) => calls.takeLedger(program.id, table, importId),
    fetchExceptions: (table) => calls.downloadLedgerExceptions(program.id, table),
  };
  const work = useImport(way, () => {
    setTaken((count) => count + 1);
    onChanged();
  });
  const reply = replyOf(work);
  return (
    <PageFrame
      heading="Import the ledger"
      lead="Postings or commitments, as your program of accounts exports them. Each row finds its budget line; what could be several stays out until you say which."
      parent={{ page: 'workbooks', label: 'Workbooks' }}
      hasDay={false}
    >
      {mayWrite(program) ? (
        <ImportSteps
          work={work}
          what="ledger"
          next={<ProgramLink page="">See the program</ProgramLink>}
          besides={
            reply && (
              <>
                <LedgerControls key={work.turn} {...{ reply, work }} />
                <LedgerFindings reply={reply} />
              </>
            )
          }
        />
      ) : (
        <Text>You may look at this program but not change it. Ask an administrator for edit rights.</Text>
      )}
      <LedgerState key={taken} server={server} program={program} />
    </PageFrame>
  );
}
