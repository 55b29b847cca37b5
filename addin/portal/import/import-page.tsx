import { Text } from '@fluentui/react-components';
import { mayWrite } from '../../../shared/access/duties.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { importCalls } from './import-calls.ts';
import { ImportSteps } from './import-steps.tsx';
import { replyOf, useImport, type ImportWay } from './use-import.ts';

/** A table of an office's own: choose it, see how it is read and what it would do, take it in. */
export function ImportPage(props: ProgramPageProps) {
  return (
    <PageFrame
      heading="Import a table"
      lead="Your office’s own list, as it is. Nothing goes into the plan before you have seen what, and said so."
      parent={{ page: 'workbooks', label: 'Workbooks' }}
      hasDay={false}
    >
      {mayWrite(props.program) ? (
        <ImportTable {...props} />
      ) : (
        <Text>You may look at this program but not change it. Ask an administrator for edit rights.</Text>
      )}
    </PageFrame>
  );
}

function ImportTable({ server, program, onChanged }: ProgramPageProps) {
  const calls = importCalls(server.asks);
  const way: ImportWay = {
    preview: (table) => calls.previewImport(program.id, table),
    take: (table, importId) => calls.takeImport(program.id, table, importId),
    fetchExceptions: (table) => calls.downloadExceptions(program.id, table),
  };
  const work = useImport(way, onChanged);
  const reply = replyOf(work);
  return (
    <ImportSteps
      work={work}
      what="table"
      besides={reply && <LedgerHint table={reply.table} />}
      next={<ProgramLink page="">See the program</ProgramLink>}
    />
  );
}

/** Postings that name no budget line are matched to them elsewhere. */
function LedgerHint({ table }: { readonly table: string }) {
  if (table !== 'expenditures' && table !== 'commitments') return null;
  return (
    <Text>
      Is it an export of the ledger? <ProgramLink page="workbooks/ledger">Import the ledger</ProgramLink> finds the
      budget line of each row, skips what is in the plan, and ties out.
    </Text>
  );
}
