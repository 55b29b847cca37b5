import { Button, Field, Select, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Askable } from '../../../shared/protocol/comments.ts';
import { MOST_CHARACTERS, MOST_NAMED } from '../../../shared/questions/limits.ts';
import { commentText } from '../../../shared/questions/comment-text.ts';
import { useViewStyles } from '../view-styles.ts';
import { mentioned, offered } from './mentions.ts';
import { useTalk } from './talk-context.ts';
import { unsent } from '../../components/unsent.ts';
import { useDraft } from './use-draft.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '8px', minWidth: 0 },
});

/** A way to send what is written. */
export interface ComposerAction<K extends string> {
  readonly kind: K;
  readonly label: string;
}

interface ComposerProps<K extends string> {
  /** What it is kept under while it is being written. */
  readonly draft: string;
  readonly label: string;
  /** What stands there at first, to be written on. */
  readonly begun?: string | undefined;
  readonly people: readonly Askable[];
  /** People that are chosen at first. */
  readonly chosen?: readonly string[] | undefined;
  /** True: people can be chosen, not only named in the text. */
  readonly choosesPeople: boolean;
  /** The first one is offered most. */
  readonly actions: readonly ComposerAction<K>[];
  /** @returns true once it is entered */
  readonly onSend: (kind: K, text: string, to: readonly string[]) => Promise<boolean>;
  readonly autoFocus?: boolean;
}

/** Where something is written: a text, whom it is for, and the ways to send it. It stays until it has been entered. */
export function Composer<K extends string>(props: ComposerProps<K>) {
  const { draft, label, begun = '', people, chosen = [], choosesPeople, actions, onSend, autoFocus = false } = props;
  const styles = useStyles();
  const shared = useViewStyles();
  const server = useTalk()?.server;
  const [kept, setText] = useDraft(`${server?.program} ${server?.me} ${draft}`);
  const [isTouched, setTouched] = useState(kept !== '');
  const text = isTouched ? kept : begun;
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [caret, setCaret] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  // Until somebody has chosen, those that are best to ask are chosen once they are known.
  const to = picked ?? chosen.filter((id) => people.some((each) => each.id === id));
  const offers = offered(people, text.slice(0, caret));
  const write = (next: string): void => {
    setTouched(true);
    setText(next);
    setProblem(null);
  };
  const put = (name: string): void => {
    if (offers === null) return;
    const before = `${text.slice(0, offers.from)}@${name} `;
    write(before + text.slice(caret).replace(/^ /, ''));
    setCaret(before.length);
    field.current?.focus();
  };
  const send = async (kind: K): Promise<void> => {
    const read = commentText(text);
    const all = [...new Set([...to, ...mentioned(people, text).map(({ id }) => id)])];
    if ('problem' in read) return setProblem(read.problem);
    if (all.length > MOST_NAMED)
      return setProblem(`At most ${MOST_NAMED} people can be named; these are ${all.length}.`);
    setSending(true);
    const isEntered = await onSend(kind, read.text, all);
    setSending(false);
    if (!isEntered) return;
    setTouched(true);
    // What was typed meanwhile stays: it was not sent.
    const since = unsent(text, field.current?.value ?? '');
    setText(since);
    setPicked(null);
    setCaret(since.length);
    field.current?.focus();
  };
  const left = MOST_CHARACTERS - text.length;
  return (
    <div className={styles.form}>
      {choosesPeople && <ToWhom {...{ people, to }} onChoose={setPicked} />}
      <Field
        label={label}
        {...(problem === null ? {} : { validationMessage: problem })}
        {...(left < 200 && problem === null ? { hint: `${left.toLocaleString('en-US')} characters left.` } : {})}
      >
        <Textarea
          textarea={{ ref: field }}
          value={text}
          autoFocus={autoFocus}
          resize="vertical"
          onChange={({ target }, { value }) => {
            write(value);
            setCaret(target.selectionStart);
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        />
      </Field>
      <div role="group" aria-label="People you may mean" className={shared.row} hidden={offers === null}>
        {offers?.people.map(({ id, name, why }) => (
          <Button key={id} size="small" onClick={() => put(name)}>
            @{name}
            {why === null ? '' : ` · ${why}`}
          </Button>
        ))}
      </div>
      <div className={shared.row}>
        {actions.map(({ kind, label: words }, index) => (
          <Button
            key={kind}
            size="small"
            appearance={index === 0 ? 'primary' : 'secondary'}
            disabledFocusable={isSending}
            onClick={isSending ? undefined : () => void send(kind)}
          >
            {words}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface ToWhomProps {
  readonly people: readonly Askable[];
  readonly to: readonly string[];
  readonly onChoose: (to: readonly string[]) => void;
}

const USUAL = '';

/** Whom a question is for; left open it goes to who works on it, else to finance. */
function ToWhom({ people, to, onChoose }: ToWhomProps) {
  const shared = useViewStyles();
  const left = people.filter(({ id }) => !to.includes(id));
  return (
    <>
      <Field label="For">
        <Select
          value={USUAL}
          onChange={(_, { value }) => {
            if (value !== USUAL) onChoose([...to, value]);
          }}
        >
          <option value={USUAL}>{to.length === 0 ? 'Whoever works on it, or finance' : 'Somebody else, too…'}</option>
          {left.map(({ id, name, why }) => (
            <option key={id} value={id}>
              {name}
              {why === null ? '' : ` (${why})`}
            </option>
          ))}
        </Select>
      </Field>
      {to.length > 0 && (
        <ul aria-label="For" className={shared.row} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {people
            .filter(({ id }) => to.includes(id))
            .map(({ id, name }) => (
              <li key={id}>
                <Button
                  size="small"
                  aria-label={`Not for ${name}`}
                  onClick={() => onChoose(to.filter((each) => each !== id))}
                >
                  <Text dir="auto">{name}</Text>&nbsp;×
                </Button>
              </li>
            ))}
        </ul>
      )}
    </>
  );
}
