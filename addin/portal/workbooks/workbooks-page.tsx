import { Button, Text, Title3 } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { mayWrite } from '../../../shared/access/duties.ts';
import { ImportPlace } from '../import/import-place.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { bookOfProgram, booksOf } from '../start/kept-words.ts';
import { OpenWorkbook } from '../start/open-workbook.tsx';
import { programFacts } from '../start/program-facts.ts';
import { useKeptWorkbooks } from '../start/use-kept-workbooks.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { DownloadWorkbook } from './download-workbook.tsx';
import { PartWorkbook } from './part-workbook.tsx';
import { PracticeWorkbook } from './practice-workbook.tsx';
import { ReturnWorkbook } from './return-workbook.tsx';

/** The plan as a workbook: in the browser, downloaded, and back again. */
export function WorkbooksPage(props: ProgramPageProps) {
  const { server, program } = props;
  const shared = usePortalStyles();
  const kept = useKeptWorkbooks();
  const mine = booksOf(kept.books, server.person()?.email ?? '');
  return (
    <PageFrame heading="Workbooks" lead={programFacts(program)}>
      <section className={shared.column} aria-labelledby="in-browser">
        <h2 id="in-browser" className={shared.heading}>
          <Title3>In the browser</Title3>
        </h2>
        <Text>The workbench opens the plan in a workbook in this window, without Excel.</Text>
        <OpenWorkbook program={program.id} workbook={bookOfProgram(mine, program.id)} />
      </section>
      <DownloadWorkbook {...props} />
      <PartWorkbook {...props} />
      {mayWrite(program) && <ReturnPlace {...props} />}
      {mayWrite(program) && <ImportPlace {...props} />}
      <PracticeWorkbook server={server} />
    </PageFrame>
  );
}

function ReturnPlace({ server, program, onChanged }: ProgramPageProps) {
  const shared = usePortalStyles();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLElement | null>(null);
  return (
    <section className={shared.column} aria-labelledby="return">
      <h2 id="return" className={shared.heading}>
        <Title3>Return</Title3>
      </h2>
      <Text>
        A workbook that was edited without the add-in comes back here, and is looked at before it changes anything.
      </Text>
      <div className={shared.row}>
        <Button
          ref={(element: HTMLElement | null) => void (button.current = element)}
          icon={<ArrowUploadRegular />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Return a workbook
        </Button>
      </div>
      {isOpen && (
        <ReturnWorkbook
          server={server}
          program={program}
          onTaken={onChanged}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </section>
  );
}
