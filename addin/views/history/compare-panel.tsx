import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { useViewStyles } from '../view-styles.ts';
import type { Past } from './compare-past.ts';
import { ComparisonList } from './comparison-list.tsx';

interface ComparePanelProps {
  readonly server: ServerClient;
  readonly program: string;
  readonly revision: number | null;
  readonly onJump: (place: CellPlace) => void;
}

const kinds: readonly { readonly value: Past['kind']; readonly label: string }[] = [
  { value: 'revision', label: 'A revision' },
  { value: 'day', label: 'A date' },
];

/** The plan of now beside an earlier revision, or beside how it was on a day. */
export function ComparePanel({ server, program, revision, onJump }: ComparePanelProps) {
  const styles = useViewStyles();
  const [kind, setKind] = useState<Past['kind']>('revision');
  const [typed, setTyped] = useState('');
  const [day, setDay] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [past, setPast] = useState<Past | null>(null);
  const submit = (): void => {
    const chosen = kind === 'revision' ? revisionTyped(typed) : dayTyped(day);
    setWrong(typeof chosen === 'string' ? chosen : null);
    if (typeof chosen !== 'string') setPast(chosen);
  };
  const message = wrong === null ? {} : { validationMessage: wrong };
  return (
    <div className={styles.column}>
      <form
        className={styles.column}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ChoiceRow label="Compare with" choices={kinds} value={kind} onChoose={setKind} />
        {kind === 'revision' ? (
          <Field label="Revision" hint={revision === null ? null : `This workbook is at ${revision}.`} {...message}>
            <Input inputMode="numeric" value={typed} onChange={(_, data) => setTyped(data.value)} />
          </Field>
        ) : (
          <Field label="Date" hint="The plan as that day ended." {...message}>
            <Input type="date" value={day} onChange={(_, data) => setDay(data.value)} />
          </Field>
        )}
        <Button type="submit">Compare with now</Button>
      </form>
      {past === null ? (
        <Text className={styles.quiet}>You’ll see what has changed since then, table by table.</Text>
      ) : (
        <ComparisonList key={JSON.stringify(past)} {...{ server, program, past, onJump }} />
      )}
    </div>
  );
}

function revisionTyped(typed: string): Past | string {
  return /^\s*\d{1,9}\s*$/.test(typed) ? { kind: 'revision', revision: Number(typed) } : 'Type a number, such as 148.';
}

function dayTyped(day: string): Past | string {
  return day === '' ? 'Choose a date.' : { kind: 'day', day };
}
