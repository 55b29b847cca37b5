import { Button, Link, Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { addressOfBook } from '../../workbench/kept/book-address.ts';
import type { KeptBook } from '../../workbench/kept/kept-record.ts';
import { changedWords, deleteWords, unsentWords } from './kept-words.ts';
import { usePortalStyles } from '../views/portal-styles.ts';

const useStyles = makeStyles({
  books: { listStyleType: 'none', margin: 0, padding: 0 },
  book: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 12px',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  question: { flexBasis: '100%' },
});

interface KeptListProps {
  readonly books: readonly KeptBook[];
  /** Milliseconds of this computer's clock. */
  readonly now: number;
  /** Workbooks that other people have left in this browser. */
  readonly others: number;
  readonly programs: readonly WireProgram[];
  readonly onRemove: (id: string) => Promise<boolean>;
}

/** The workbooks of the workbench that are kept in this browser. */
export function KeptList({ books, now, others, programs, onRemove }: KeptListProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  if (books.length === 0 && others === 0) return null;
  return (
    <section className={shared.column} aria-labelledby="kept-workbooks">
      <h2 id="kept-workbooks" className={shared.heading}>
        <Title3>Workbooks in this browser</Title3>
      </h2>
      <Text className={shared.quiet}>
        What you type in the workbench is kept here, on this computer. What you sync is with everybody.
      </Text>
      <ul className={styles.books}>
        {books.map((book) => (
          <KeptLine
            key={book.id}
            book={book}
            now={now}
            program={programs.find(({ id }) => id === book.standing?.program)}
            onRemove={onRemove}
          />
        ))}
      </ul>
      {others > 0 && (
        <Text className={shared.quiet}>
          {others === 1 ? 'One workbook' : `${others} workbooks`} of other people {others === 1 ? 'is' : 'are'} kept
          here as well. Whoever shares this computer’s account can open what is kept in it.
        </Text>
      )}
    </section>
  );
}

interface KeptLineProps {
  readonly book: KeptBook;
  readonly now: number;
  readonly program: WireProgram | undefined;
  readonly onRemove: (id: string) => Promise<boolean>;
}

function KeptLine({ book, now, program, onRemove }: KeptLineProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [step, setStep] = useState<'shown' | 'asked' | 'open'>('shown');
  const facts = [
    ...(program === undefined ? [] : [program.name]),
    changedWords(book.changedAt, now),
    unsentWords(book),
  ];
  return (
    <li className={styles.book}>
      <span>
        <Link href={addressOfBook(book.id)}>{book.name}</Link> <Text className={shared.quiet}>{facts.join(' · ')}</Text>
      </span>
      {step === 'shown' && (
        <Button size="small" aria-label={`Delete ${book.name}`} onClick={() => setStep('asked')}>
          Delete
        </Button>
      )}
      {step === 'open' && (
        <Text role="status">It is open in a tab of this browser. Close it there before you delete it.</Text>
      )}
      {step === 'asked' && (
        <div className={styles.question} role="group" aria-label="Delete this workbook?">
          <Text>{deleteWords(book)}</Text>
          <div className={shared.row}>
            <Button
              size="small"
              onClick={() => void onRemove(book.id).then((isGone) => setStep(isGone ? 'shown' : 'open'))}
            >
              Delete it
            </Button>
            <Button size="small" appearance="primary" onClick={() => setStep('shown')}>
              Keep it
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
