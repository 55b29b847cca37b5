import { Button, Spinner, Text, Title3 } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { ImportReply } from '../../../shared/protocol/imports.ts';
import { counted } from '../../views/cell-words.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { useDownload } from '../views/use-download.ts';
import { asDecided, isReadAnew } from './as-decided.ts';
import { ChooseTable, type SelectedTable } from './choose-table.tsx';
import { ColumnChoices } from './column-choices.tsx';
import { ImportFindings } from './import-findings.tsx';
import { outlookWords, takenWords } from './import-words.ts';
import { Defaults, Readings, UnknownWords } from './open-questions.tsx';
import { ReadingChoices } from './reading-choices.tsx';
import type { ImportStage, TableImport } from './use-import.ts';

const SAFE = 'The plan is as it was, and so is your file.';

interface ImportStepsProps<Reply extends ImportReply> {
  readonly work: TableImport<Reply>;
  /** What the file is, in a word: "table", "ledger". */
  readonly what: string;
  /** What else is told of it, before what goes in is. */
  readonly besides?: ReactNode;
  /** The way on once it is taken in. */
  readonly next: ReactNode;
  /** Beside a sheet: the cells that are selected in it. */
  readonly selection?: SelectedTable;
}

/** Choose a file, see how it is read and what it would do, take it in. */
export function ImportSteps<Reply extends ImportReply>(props: ImportStepsProps<Reply>) {
  const { work, what, besides, next, selection } = props;
  const shared = usePortalStyles();
  const { stage, file, choose } = work;
  const [isUnreadable, setUnreadable] = useState(false);
  const isBusy = stage.kind === 'reading' || stage.kind === 'taking';
  const reply = 'reply' in stage ? stage.reply : null;
  return (
    <>
      <section className={shared.column} aria-labelledby="table">
        <h2 id="table" className={shared.heading}>
          <Title3>Your {what}</Title3>
        </h2>
        <ChooseTable
          isBusy={isBusy}
          hasFile={file !== null}
          onChoose={(chosen) => {
            setUnreadable(false);
            choose(chosen);
          }}
          onUnreadable={() => setUnreadable(true)}
          {...(selection && { selection })}
        />
        {isUnreadable && (
          <ProblemBar words={wordsOfPortalProblem({ kind: 'fileUnreadable' }, 'The file wasn’t read', SAFE)} />
        )}
        <div aria-live="polite">
          <StageWords stage={stage} name={file?.name ?? ''} />
        </div>
        {stage.kind === 'failed' && (
          <ProblemBar
            words={wordsOfPortalProblem(
              stage.problem,
              stage.wasTaking ? `The ${what} wasn’t taken in` : `The ${what} wasn’t read`,
              stage.wasTaking ? 'Nothing goes in twice, however often you try.' : SAFE,
            )}
            onRetry={work.tryAgain}
          />
        )}
      </section>
      {reply !== null && stage.kind !== 'taken' && <Review {...{ reply, work, isBusy, besides }} />}
      {stage.kind === 'taken' && <Taken {...{ reply: stage.reply, work, besides, next }} />}
    </>
  );
}

/** How far it is, in a sentence that is announced. */
function StageWords({ stage, name }: { readonly stage: ImportStage; readonly name: string }) {
  const what = name === '' ? 'what was pasted' : name;
  switch (stage.kind) {
    case 'choosing':
    case 'failed':
      return null;
    case 'reading':
      return <Spinner size="tiny" label={`Reading ${what}…`} labelPosition="after" />;
    case 'taking':
      return <Spinner size="tiny" label={`Taking in ${what}…`} labelPosition="after" />;
    case 'reviewing':
      return (
        <Text weight="semibold">
          {name === '' ? '' : `${name}. `}
          {outlookWords(stage.reply)}
        </Text>
      );
    case 'taken':
      return <Text weight="semibold">{takenWords(stage.reply)}</Text>;
  }
}

interface ReviewProps<Reply extends ImportReply> {
  readonly reply: Reply;
  readonly work: TableImport<Reply>;
  readonly besides?: ReactNode;
}

function Review<Reply extends ImportReply>({
  reply,
  work,
  isBusy,
  besides,
}: ReviewProps<Reply> & { readonly isBusy: boolean }) {
  const shared = usePortalStyles();
  const { inserts, updates } = reply.counts;
  const rows = inserts + updates;
  const questions = { reply: asDecided(reply, work.decided), onDecide: work.decide };
  // What is told of one sheet or table is not asked of another while that one is read.
  if (isReadAnew(reply, work.decided)) return <ReadingChoices {...questions} />;
  return (
    <>
      <section className={shared.column} aria-labelledby="reading">
        <h2 id="reading" className={shared.heading}>
          <Title3>How it is read</Title3>
        </h2>
        <ReadingChoices {...questions} />
        <ColumnChoices {...questions} decided={work.decided} />
      </section>
      <section className={shared.column} aria-labelledby="outlook">
        <h2 id="outlook" className={shared.heading}>
          <Title3>What will happen</Title3>
        </h2>
        {besides}
        <Defaults {...questions} />
        <Readings {...questions} />
        <UnknownWords {...questions} />
        <ImportFindings reply={reply} />
        <div className={shared.row}>
          <Button appearance="primary" disabledFocusable={isBusy || rows === 0} onClick={work.take}>
            {rows === 0 ? 'Nothing to take in yet' : `Take in ${counted(rows, 'row')}`}
          </Button>
        </div>
        <LeftOut reply={reply} work={work} />
      </section>
    </>
  );
}

function Taken<Reply extends ImportReply>({
  reply,
  work,
  besides,
  next,
}: ReviewProps<Reply> & { readonly next: ReactNode }) {
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-label="What came of it">
      {besides}
      <LeftOut reply={reply} work={work} />
      <ImportFindings reply={{ ...reply, changes: [] }} />
      <Text>How this table was read is remembered for the next one with the same headers. {next}</Text>
    </section>
  );
}

/** The rows that stay out, as a workbook to be mended and imported again. */
function LeftOut<Reply extends ImportReply>({ reply, work }: ReviewProps<Reply>) {
  const shared = usePortalStyles();
  const { download, fetchFile } = useDownload(work.fetchExceptions);
  const left = reply.counts.exceptions + reply.counts.waiting;
  if (left === 0) return null;
  return (
    <div className={shared.column}>
      <div className={shared.row}>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Download the {counted(left, 'row')} to mend
        </Button>
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </div>
  );
}
