import { Button, Field, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useCallback, useId, useState } from 'react';
import { REPORT_TEXT_LENGTH } from '../../../shared/plan/report-texts.ts';
import { grouped } from '../../../shared/plan/grouped.ts';
import type { ReportTextsReply, WireReportText } from '../../../shared/protocol/report-texts.ts';
import { isOutdated, wordsOfPortalProblem, type ProblemWords } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';

const useStyles = makeStyles({
  paper: { whiteSpace: 'pre-wrap', maxWidth: '80ch', overflowWrap: 'anywhere' },
  area: { width: '100%', maxWidth: '90ch' },
});

/** The texts that the office writes into its reports: each is read, written and kept with its history. */
export function ReportTextsPage({ server, program, onChanged }: ProgramPageProps) {
  const ask = useCallback(() => server.reportTexts(program.id), [server, program.id]);
  return (
    <PageFrame
      heading="Texts of the reports"
      lead="What the annual plan and board reports say in words. Every change is kept in the history of the plan."
      parent={{ page: 'reports', label: 'Reports' }}
      hasDay={false}
    >
      <PortalAnswer ask={ask} waiting="Reading the texts…" failed="The texts couldn’t be read">
        {(texts) => <Chapters {...{ server, texts, onChanged }} program={program.id} />}
      </PortalAnswer>
    </PageFrame>
  );
}

interface ChaptersProps {
  readonly server: PortalServer;
  readonly program: string;
  readonly texts: ReportTextsReply;
  readonly onChanged: () => void;
}

function Chapters({ server, program, texts: first, onChanged }: ChaptersProps) {
  const shared = usePortalStyles();
  const [known, setKnown] = useState(first);
  return (
    <>
      {!known.mayEdit && (
        <Text className={shared.quiet}>You can read the texts. Who edits the whole program can change them.</Text>
      )}
      {[...grouped(known.texts, ({ chapter }) => chapter)].map(([chapter, texts]) => (
        <section key={chapter} className={shared.column} aria-label={chapter}>
          <Text as="h2" size={500} weight="semibold" className={shared.heading}>
            {chapter}
          </Text>
          {texts.map((text) => (
            <OneText
              key={text.section}
              {...{ server, program, text }}
              revision={known.revision}
              hash={known.hash}
              mayEdit={known.mayEdit}
              onWritten={(next) => {
                setKnown(next);
                onChanged();
              }}
              onLooked={setKnown}
            />
          ))}
        </section>
      ))}
    </>
  );
}

interface OneTextProps {
  readonly server: PortalServer;
  readonly program: string;
  readonly text: WireReportText;
  readonly revision: number;
  readonly hash: string | undefined;
  readonly mayEdit: boolean;
  readonly onWritten: (texts: ReportTextsReply) => void;
  /** The newest texts were read, nothing was written. */
  readonly onLooked: (texts: ReportTextsReply) => void;
}

/** What is being written, and the revision that its writer has seen of the text. */
interface Draft {
  readonly words: string;
  readonly seen: number;
  readonly hash: string | undefined;
}

function OneText({ server, program, text, revision, hash: knownHash, mayEdit, onWritten, onLooked }: OneTextProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const headingId = useId();
  const { section, says } = text;
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [isCompared, setCompared] = useState(false);

  const stop = (): void => {
    setDraft(null);
    setProblem(null);
    setCompared(false);
  };
  const save = async ({ words, seen, hash }: Draft): Promise<void> => {
    setBusy(true);
    const written = words.trim() === '' ? null : words;
    const outcome = await server.writeReportText(program, {
      syncId: crypto.randomUUID(),
      seen,
      hash,
      section,
      text: written,
    });
    if (outcome.ok) {
      const { revision: at, hash: now } = outcome.value;
      // What was written meanwhile is yet to be saved, over what was saved just now.
      setDraft((latest) => (latest === null || latest.words === words ? null : { ...latest, seen: at, hash: now }));
      setProblem(null);
      setCompared(false);
      onWritten(outcome.value);
    } else {
      setProblem(
        wordsOfPortalProblem(outcome.problem, 'The text wasn’t saved', 'What you have written still stands here.'),
      );
      if (isOutdated(outcome.problem)) await compare(words);
    }
    setBusy(false);
  };
  /** Shows what somebody else has written; saving again means this one holds. */
  const compare = async (words: string): Promise<void> => {
    const newest = await server.reportTexts(program);
    if (!newest.ok) return;
    setDraft({ words, seen: newest.value.revision, hash: newest.value.hash });
    setCompared(true);
    onLooked(newest.value);
  };
  return (
    <div className={shared.tight} role="group" aria-labelledby={headingId}>
      <Text as="h3" id={headingId} weight="semibold" className={shared.heading}>
        {section}
      </Text>
      {(draft === null || isCompared) && (
        <Text className={text.text === null ? shared.quiet : styles.paper}>
          {isCompared && 'As it stands now: '}
          {text.text ?? `Not written yet. ${says}`}
        </Text>
      )}
      {draft !== null && (
        <>
          <Field
            label={isCompared ? `Yours: ${section}` : `Text: ${section}`}
            hint={`${says} An empty line begins a new paragraph.`}
          >
            <Textarea
              className={styles.area}
              value={draft.words}
              rows={6}
              resize="vertical"
              maxLength={REPORT_TEXT_LENGTH}
              onChange={(_, { value }) => setDraft({ ...draft, words: value })}
            />
          </Field>
          {problem !== null && <ProblemBar words={problem} onRetry={isCompared ? undefined : () => void save(draft)} />}
          <div className={shared.row}>
            <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void save(draft)}>
              {isCompared ? 'Save mine' : 'Save'}
            </Button>
            <Button disabledFocusable={isBusy} onClick={stop}>
              {isCompared ? 'Keep theirs' : 'Cancel'}
            </Button>
          </div>
        </>
      )}
      {draft === null && mayEdit && (
        <div>
          <Button
            size="small"
            aria-label={`${text.text === null ? 'Write' : 'Edit'} ${section}`}
            onClick={() => setDraft({ words: text.text ?? '', seen: revision, hash: knownHash })}
          >
            {text.text === null ? 'Write' : 'Edit'}
          </Button>
        </div>
      )}
    </div>
  );
}
