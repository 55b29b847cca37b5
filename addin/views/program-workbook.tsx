import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { DayField } from '../components/day-field.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { SlowSpinner } from '../components/slow-spinner.tsx';
import { saveFile } from '../portal/save-file.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerProblem } from '../sync/server/server-problem.ts';
import { BrowserLink } from './browser-link.tsx';
import type { PaneServices } from './pane-services.ts';
import { useViewStyles } from './view-styles.ts';

type Fetching =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'failed'; readonly problem: ServerProblem };

interface ProgramWorkbookProps {
  readonly server: Pick<ServerClient, 'workbook'>;
  readonly program: string;
  readonly openInBrowser: PaneServices['openInBrowser'];
}

/** The consolidated workbook with its reports as of a day, as the first page gives it. */
export function ProgramWorkbook({ server, program, openInBrowser }: ProgramWorkbookProps) {
  const styles = useViewStyles();
  const [day, setDay] = useState<string | null>(null);
  const [fetching, setFetching] = useState<Fetching>({ kind: 'none' });
  const fetchFile = async (): Promise<void> => {
    setFetching({ kind: 'running' });
    const outcome = await server.workbook(program, day);
    if (outcome.ok) saveFile(outcome.value.name, outcome.value.content);
    setFetching(
      outcome.ok ? { kind: 'saved', name: outcome.value.name } : { kind: 'failed', problem: outcome.problem },
    );
  };
  const isRunning = fetching.kind === 'running';
  return (
    <section className={styles.tight} aria-label="Program workbook">
      <Text weight="semibold">Program workbook</Text>
      <Text className={styles.quiet}>All of the program in one file, with its reports and charts.</Text>
      <DayField label="Reports as of" day={day} onChoose={setDay} />
      <div className={styles.row}>
        <Button size="small" disabledFocusable={isRunning} onClick={isRunning ? undefined : () => void fetchFile()}>
          Download the program workbook
        </Button>
      </div>
      {isRunning && <SlowSpinner label="Preparing the workbook…" />}
      <div role="status" className={styles.tight}>
        {fetching.kind === 'saved' && (
          <>
            <Text className={styles.quiet}>Downloaded {fetching.name}.</Text>
            {/* Excel on some machines keeps an add-in from saving files, and tells nobody. */}
            <BrowserLink path={`/p/${encodeURIComponent(program)}/workbooks`} openInBrowser={openInBrowser}>
              Nothing was saved? Get it in your browser
            </BrowserLink>
          </>
        )}
      </div>
      {fetching.kind === 'failed' && (
        <ProblemNotice words={wordsOfServerProblem(fetching.problem)} onRetry={() => void fetchFile()} />
      )}
    </section>
  );
}
