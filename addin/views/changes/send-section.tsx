import { Button, Field, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { counted } from '../cell-words.ts';
import { sendRemarks } from './send-remarks.ts';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: '8px' },
  // Of itself, a field is wider than a narrow pane at 200 % zoom.
  note: { minWidth: 0, '& > *': { minWidth: 0 } },
  quiet: { color: tokens.colorNeutralForeground2 },
  under: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', alignItems: 'center', gap: '4px' },
  // In line with the button above it.
  add: { minWidth: 'auto', marginLeft: '-8px' },
});

/** What the server takes as a note of a revision. */
const MOST_NOTE_CHARACTERS = 2000;

interface SendSectionProps {
  /** Changes that would be sent, those left out, those that cannot be sent, and likely slips. */
  readonly toSend: number;
  readonly leftOut: number;
  readonly refused: number;
  readonly slips: number;
  readonly note: string;
  readonly isBusy: boolean;
  /** The changes have been compared with the rules and rights of the plan, or that cannot be done now. */
  readonly isJudged: boolean;
  readonly onNote: (note: string) => void;
  readonly onSend: () => void;
}

/** The one thing to do, at the top so that it is in view however long the list is, with a note for the revision. */
export function SendSection(props: SendSectionProps) {
  const { toSend, note, isBusy, isJudged, onNote, onSend } = props;
  const isIdle = isBusy || !isJudged || toSend === 0;
  const styles = useStyles();
  // [FB11] Few write a note, and the changes should be in view without scrolling.
  const [isNoteOpen, setNoteOpen] = useState(note !== '');
  const remarks = sendRemarks(props);
  return (
    <section className={styles.section} aria-label="Send">
      <Button appearance="primary" size="large" disabledFocusable={isIdle} onClick={isIdle ? undefined : onSend}>
        {sendLabel(props)}
      </Button>
      <div className={styles.under}>
        {remarks !== '' && <Text className={styles.quiet}>{remarks}</Text>}
        {!isNoteOpen && (
          <Button appearance="subtle" size="small" className={styles.add} onClick={() => setNoteOpen(true)}>
            Add a note
          </Button>
        )}
      </div>
      {isNoteOpen && <NoteField note={note} onNote={onNote} />}
    </section>
  );
}

function sendLabel({ isBusy, isJudged, toSend }: SendSectionProps): string {
  if (isBusy) return 'Working…';
  if (!isJudged) return 'Checking your changes…';
  return toSend === 0 ? 'Nothing to send' : `Send ${counted(toSend, 'change')}`;
}

/** What the revision is about, in the words of its author. */
function NoteField({ note, onNote }: Pick<SendSectionProps, 'note' | 'onNote'>) {
  const styles = useStyles();
  const left = `${MOST_NOTE_CHARACTERS - note.length} characters left`;
  return (
    <Field className={styles.note} label="Note for this revision" {...(note === '' ? {} : { hint: left })}>
      <Textarea
        style={{ minWidth: 0 }}
        autoFocus={note === ''}
        rows={1}
        resize="vertical"
        value={note}
        maxLength={MOST_NOTE_CHARACTERS}
        onChange={(_, data) => onNote(data.value)}
      />
    </Field>
  );
}
