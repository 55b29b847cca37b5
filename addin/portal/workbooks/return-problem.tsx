import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { wordsOfPortalProblem, type PortalProblem, type ProblemWords } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { ReturnChoices } from './workbook-calls.ts';

interface ReturnProblemProps {
  readonly problem: PortalProblem;
  /** It was to be taken over, not only looked at: whether that has happened is then unknown. */
  readonly wasTaking: boolean;
  readonly onRetry: () => void;
  /** Looks at the file again, read otherwise. */
  readonly onChoose: (choice: Partial<ReturnChoices>) => void;
}

/** Why a workbook was not taken, and the way on that the person can choose. */
export function ReturnProblem({ problem, wasTaking, onRetry, onChoose }: ReturnProblemProps) {
  const shared = usePortalStyles();
  const needs = problem.kind === 'refused' ? problem.needs : null;
  // Elsewhere the same file would meet the same answer.
  const helpsToRetry = problem.kind === 'offline' || problem.kind === 'busy' || problem.kind === 'unreadable';
  return (
    <>
      <ProblemBar words={wordsOf(problem, wasTaking)} onRetry={helpsToRetry ? onRetry : undefined} />
      {needs === 'realign' && (
        <div className={shared.row}>
          <Text>Or leave the file as it is and match its rows by their keys.</Text>
          <Button onClick={() => onChoose({ realign: true })}>Go by the keys</Button>
        </div>
      )}
      {needs === 'base' && <BaseRevision onRevision={(base) => onChoose({ base })} />}
    </>
  );
}

function wordsOf(problem: PortalProblem, wasTaking: boolean): ProblemWords {
  if (problem.kind === 'refused' && problem.needs === 'realign') {
    return {
      title: 'Rows and their IDs have come apart',
      line: 'Often a sort left out the hidden first column. Nothing was sent, and your file is as it was. Undo the sort in the file and choose it again.',
    };
  }
  if (problem.kind === 'refused' && problem.needs === 'base') {
    return {
      title: 'This workbook doesn’t say which revision it stands at',
      line: 'Nothing was sent, and your file is as it was. Download a fresh workbook and make the changes there, or say at which revision this one was downloaded.',
    };
  }
  const safe = wasTaking
    ? 'Your file is as it was. Trying again does no harm: one file is taken once.'
    : 'Your file and the plan are as they were.';
  return wordsOfPortalProblem(problem, 'This workbook wasn’t taken', safe);
}

function BaseRevision({ onRevision }: { readonly onRevision: (revision: number) => void }) {
  const shared = usePortalStyles();
  const [text, setText] = useState('');
  const isRevision = /^\d{1,9}$/.test(text.trim());
  return (
    <form
      className={shared.row}
      onSubmit={(event) => {
        event.preventDefault();
        if (isRevision) onRevision(Number(text));
      }}
    >
      <Field label="Revision it was downloaded at" hint="It stands in the name of the downloaded file.">
        <Input inputMode="numeric" value={text} onChange={(_, data) => setText(data.value)} />
      </Field>
      <Button type="submit" disabled={!isRevision}>
        Look again
      </Button>
    </form>
  );
}
