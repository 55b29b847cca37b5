import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { useViewStyles } from '../view-styles.ts';
import type { Past } from './compare-past.ts';
import { ComparisonList } from './comparison-list.tsx';
import { DayForm } from './day-form.tsx';
import { RevisionsForm } from './revisions-form.tsx';

interface ComparePanelProps {
  readonly server: ServerClient;
  readonly program: string;
  readonly revision: number | null;
  readonly onJump: (place: CellPlace) => void;
}

const kinds: readonly { readonly value: Past['kind']; readonly label: string }[] = [
  { value: 'revision', label: 'Revisions' },
  { value: 'day', label: 'A date and now' },
];

/** Two revisions of the plan beside each other, or a day and now. */
export function ComparePanel({ server, program, revision, onJump }: ComparePanelProps) {
  const styles = useViewStyles();
  const [kind, setKind] = useState<Past['kind']>('revision');
  const [past, setPast] = useState<Past | null>(null);
  return (
    <div className={styles.column}>
      <ChoiceRow label="Compare" choices={kinds} value={kind} onChoose={setKind} />
      {kind === 'revision' ? (
        <RevisionsForm {...{ server, program, revision }} onCompare={setPast} />
      ) : (
        <DayForm onCompare={setPast} />
      )}
      {past === null ? (
        <Text className={styles.quiet}>You’ll see what has changed in between, table by table or by money.</Text>
      ) : (
        <ComparisonList key={JSON.stringify(past)} {...{ server, program, past, onJump }} />
      )}
    </div>
  );
}
