import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Field,
  Radio,
  RadioGroup,
  Select,
  Spinner,
  Text,
  Title3,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { WireProgram } from '../../shared/protocol/people.ts';
import type { ConnectionPreview } from '../excel/workbook-port.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { wordsOfProblem, type ProblemWords } from '../excel/workbook-problem.ts';
import { wordsOfServerProblem } from '../sync/server/server-problem.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';
import { additionWords, foundWords } from './connect-words.ts';
import { useViewStyles } from './view-styles.ts';

interface ConnectViewProps {
  readonly session: SyncSession;
  readonly server: ServerClient;
  /** Program that the person has chosen already; null: none. */
  readonly wanted: string | null;
}

type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly words: ProblemWords }
  | { readonly state: 'ready'; readonly programs: readonly WireProgram[]; readonly preview: ConnectionPreview };

/** Connect this workbook: which program, and what will be added, before anything is added. */
export function ConnectView({ session, server, wanted }: ConnectViewProps) {
  const styles = useViewStyles();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const [program, setProgram] = useState('');
  const [mode, setMode] = useState<'create' | 'adopt'>('create');
  const isLoading = loaded.state === 'loading';

  useEffect(() => {
    if (!isLoading) return undefined;
    let isCurrent = true;
    void load(session, server).then((result) => {
      if (!isCurrent) return;
      setLoaded(result);
      if (result.state !== 'ready') return;
      const isOpen = result.programs.some(({ id }) => id === wanted);
      setProgram((isOpen ? wanted : result.programs[0]?.id) ?? '');
      // An empty workbook has nothing that the person would have to say more about.
      if (isOpen && wanted !== null && result.preview.candidates.length === 0) void session.connect(wanted, 'create');
    });
    return () => {
      isCurrent = false;
    };
  }, [session, server, isLoading, wanted]);
  const again = (): void => setLoaded({ state: 'loading' });

  if (loaded.state === 'loading') return <Spinner label="Looking at this workbook…" />;
  if (loaded.state === 'failed') return <ProblemNotice words={loaded.words} onRetry={again} />;
  if (loaded.programs.length === 0) return <ProblemNotice words={noProgram} onRetry={again} />;
  const { preview, programs } = loaded;
  return (
    <div className={styles.column}>
      <Title3 as="h2" className={styles.heading}>
        Connect this workbook
      </Title3>
      <Text className={styles.quiet}>{foundWords(preview)}</Text>
      <Field label="Program">
        <Select value={program} onChange={(_, data) => setProgram(data.value)}>
          {programs.map(({ id, name, fiscalYear }) => (
            <option key={id} value={id}>
              {name} {fiscalYear}
            </option>
          ))}
        </Select>
      </Field>
      {preview.candidates.length > 0 && (
        <RadioGroup
          aria-label="Tables"
          value={mode}
          onChange={(_, data) => setMode(data.value === 'adopt' ? 'adopt' : 'create')}
        >
          <Radio value="create" label="My tables, and sheets for the rest of the plan" />
          <Radio value="adopt" label="Only the tables that are here" />
        </RadioGroup>
      )}
      <Button
        appearance="primary"
        size="large"
        disabled={program === ''}
        onClick={() => void session.connect(program, mode)}
      >
        Connect
      </Button>
      <Accordion collapsible className={styles.outdent}>
        <AccordionItem value="added">
          <AccordionHeader size="small">What gets added?</AccordionHeader>
          <AccordionPanel>
            <ul className={styles.list}>
              {additionWords(preview, mode).map((addition) => (
                <li key={addition}>{addition}</li>
              ))}
            </ul>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </div>
  );
}

const noProgram: ProblemWords = {
  title: 'No program is open to you yet',
  line: 'Nothing was changed here. Ask your administrator to give you access, then try again.',
};

async function load(session: SyncSession, server: ServerClient): Promise<Loaded> {
  const [programs, preview] = [await server.programs(), await session.previewConnection()];
  if (!programs.ok) return { state: 'failed', words: wordsOfServerProblem(programs.problem) };
  if (!preview.ok) return { state: 'failed', words: wordsOfProblem(preview.problem) };
  return { state: 'ready', programs: programs.value, preview: preview.value };
}
