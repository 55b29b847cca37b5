import { Button, Spinner, Text, Title3 } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { mayWrite } from '../../../shared/access/duties.ts';
import type { ImportReply } from '../../../shared/protocol/imports.ts';
import { counted } from '../../views/cell-words.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import { NoPage } from '../shell/no-page.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { useDownload } from '../views/use-download.ts';
import { ChooseTable } from './choose-table.tsx';
import { ColumnChoices } from './column-choices.tsx';
import { ImportFindings } from './import-findings.tsx';
import { outlookWords, takenWords } from './import-words.ts';
import { Defaults, Readings, UnknownWords } from './open-questions.tsx';
import { ReadingChoices } from './reading-choices.tsx';
import { useImport, type ImportStage, type TableImport } from './use-import.ts';

const SAFE = 'The plan is as it was, and so is your file.';

/** A table of an office's own: choose it, see how it is read and what it would do, take it in. */
export function ImportPage(props: ProgramPageProps) {
  if (props.item !== 'import') {
    return <NoPage heading="There is no page here">The address may be cut off.</NoPage>;
  }
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
  const shared = usePortalStyles();
  const work = useImport(server, program, onChanged);
  const { stage, file, choose } = work;
  const [isUnreadable, setUnreadable] = useState(false);
  const isBusy = stage.kind === 'reading' || stage.kind === 'taking';
  const reply = 'reply' in stage ? stage.reply : null;
  return (
    <>
      <section className={shared.column} aria-labelledby="table">
        <h2 id="table" className={shared.heading}>
          <Title3>Your table</Title3>
        </h2>
        <ChooseTable
          isBusy={isBusy}
          hasFile={file !== null}
          onChoose={(chosen) => {
            setUnreadable(false);
            choose(chosen);
          }}
          onUnreadable={() => setUnreadable(true)}
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
              stage.wasTaking ? 'The table wasn’t taken in' : 'The table wasn’t read',
              stage.wasTaking ? 'Nothing goes in twice, however often you try.' : SAFE,
            )}
            onRetry={work.tryAgain}
          />
        )}
      </section>
      {reply !== null && stage.kind !== 'taken' && <Review reply={reply} work={work} isBusy={isBusy} />}
      {stage.kind === 'taken' && <Taken reply={stage.reply} work={work} />}
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

interface ReviewProps {
  readonly reply: ImportReply;
  readonly work: TableImport;
}

function Review({ reply, work, isBusy }: ReviewProps & { readonly isBusy: boolean }) {
  const shared = usePortalStyles();
  const actions = useRef<HTMLDivElement>(null);
  const { inserts, updates } = reply.counts;
  const rows = inserts + updates;
  const questions = { reply, onDecide: work.decide };
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
        <Defaults {...questions} />
        <Readings {...questions} />
        <UnknownWords {...questions} />
        <ImportFindings reply={reply} />
        <div ref={actions} className={shared.row}>
          <Button appearance="primary" disabledFocusable={isBusy || rows === 0} onClick={work.take}>
            {rows === 0 ? 'Nothing to take in yet' : `Take in ${counted(rows, 'row')}`}
          </Button>
        </div>
        <LeftOut reply={reply} work={work} />
      </section>
    </>
  );
}

function Taken({ reply, work }: ReviewProps) {
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-label="What came of it">
      <LeftOut reply={reply} work={work} />
      <ImportFindings reply={{ ...reply, changes: [] }} />
      <Text>
        How this table was read is remembered for the next one with the same headers.{' '}
        <ProgramLink page="">See the program</ProgramLink>
      </Text>
    </section>
  );
}

/** The rows that stay out, as a workbook to be mended and imported again. */
function LeftOut({ reply, work }: ReviewProps) {
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
