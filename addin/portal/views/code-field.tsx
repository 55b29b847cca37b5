import { Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { namedCode } from '../../../shared/tables/code-names.ts';
import { firstFitting } from '../../components/first-fitting.ts';
import type { NamedCode } from '../row-calls.ts';

/** So many can be looked through in a list; of more, a part of one is typed. */
const MOST_LISTED = 100;

const useStyles = makeStyles({
  // Of itself, a list of choices is as wide as its longest one, and a window may be narrow.
  field: { maxWidth: '100%', minWidth: 0 },
  input: { minWidth: 0, width: '100%', '& select': { minWidth: 0, width: '100%' } },
});

interface CodeFieldProps {
  readonly label: string;
  readonly choices: readonly NamedCode[];
  /** What stands first and means none; absent: see `codeAtFirst`. */
  readonly none?: string;
  /** The chosen code; "": none. */
  readonly value: string;
  readonly onChoose: (code: string) => void;
}

/** The code that stands there before anybody has chosen one, where there is no `none`. */
export function codeAtFirst(choices: readonly NamedCode[]): string {
  return choices.length > MOST_LISTED ? '' : (choices[0]?.code ?? '');
}

/** One of the codes of a plan: a list to choose from, or, where a state has thousands, found by a part of its name. */
export function CodeField(props: CodeFieldProps) {
  return props.choices.length > MOST_LISTED ? <TypedCode {...props} /> : <ListedCode {...props} />;
}

function ListedCode({ label, choices, none, value, onChoose }: CodeFieldProps) {
  const styles = useStyles();
  return (
    <Field className={styles.field} label={label}>
      <Select className={styles.input} value={value} onChange={(_, chosen) => onChoose(chosen.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map(({ code, name }) => (
          <option key={code} value={code}>
            {namedCode(code, name)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

const wordsOf = ({ code, name }: NamedCode): string => namedCode(code, name);

function TypedCode({ label, choices, value, onChoose }: CodeFieldProps) {
  const styles = useStyles();
  const listId = useId();
  const [typed, setTyped] = useState(value);
  const found = firstFitting(choices, typed, wordsOf);
  return (
    <Field className={styles.field} label={label} hint={hintOf(typed, found, choices)}>
      <Input
        className={styles.input}
        input={{ className: styles.input }}
        list={listId}
        value={typed}
        autoComplete="off"
        onChange={(_, { value: text }) => {
          setTyped(text);
          onChoose(meant(text, choices)?.code ?? '');
        }}
      />
      <datalist id={listId}>
        {found.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
    </Field>
  );
}

/** What a text means: a code, or the only choice that it is a part of. */
function meant(typed: string, choices: readonly NamedCode[]): NamedCode | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const exact = choices.find(({ code }) => code === text);
  if (exact) return exact;
  const [first, second] = firstFitting(choices, text, wordsOf);
  return second === undefined ? first : undefined;
}

function hintOf(typed: string, found: readonly NamedCode[], choices: readonly NamedCode[]): string {
  const chosen = meant(typed, choices);
  if (chosen) return wordsOf(chosen);
  const many = choices.length.toLocaleString('en-US');
  if (typed.trim() === '') return `Type a part of a name or code; there are ${many}.`;
  return found.length === 0 ? `None of ${many} fits.` : 'Several fit. Choose one, or type more.';
}
