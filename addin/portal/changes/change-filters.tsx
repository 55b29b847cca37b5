import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ChangeListed } from '../../../shared/protocol/budget-changes.ts';
import { changes } from '../../../shared/tables/changes.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { ChosenField } from '../views/chosen-field.tsx';
import { everyChange, type ChangeFilter } from './change-address.ts';

/** While somebody types, the list is not asked for with every letter. */
const PAUSE_MS = 300;
const FIRST_DAY = '1900-01-01';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))',
    gap: '12px',
    alignItems: 'end',
    '@media print': { display: 'none' },
  },
  input: { minWidth: 0, width: '100%' },
});

interface ChangeFiltersProps {
  readonly filter: ChangeFilter;
  /** Those that are listed: what can be chosen besides. */
  readonly listed: readonly ChangeListed[];
  readonly onChoose: (filter: ChangeFilter) => void;
}

/** What of the changes is looked at. */
export function ChangeFilters({ filter, listed, onChoose }: ChangeFiltersProps) {
  const styles = useStyles();
  const names = useCodeNames();
  const [clears, setClears] = useState(0);
  const choose = (change: Partial<ChangeFilter>): void => onChoose({ ...filter, ...change });
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const named = (table: string, codes: readonly string[]) =>
    [...new Set(codes)].sort().map((value) => ({ value, label: withName(names, table, value) }));
  return (
    <div className={styles.filters} role="search" aria-label="Filter the changes">
      <TypedFilter
        key={clears}
        label="Number, title or reason"
        text={filter.text}
        onText={(text) => choose({ text })}
      />
      <ChosenField
        label="Status"
        all="Any status"
        choices={plain(changes.columns.status.values)}
        value={filter.status}
        onChoose={(status) => choose({ status })}
      />
      <ChosenField
        label="Type"
        all="Any type"
        choices={plain(changes.columns.type.values)}
        value={filter.type}
        onChoose={(type) => choose({ type })}
      />
      <ChosenField
        label="Project"
        all="Any project"
        choices={named(
          'projects',
          listed.flatMap(({ projects }) => projects),
        )}
        value={filter.project}
        onChoose={(project) => choose({ project })}
      />
      <ChosenField
        label="Source"
        all="Any source"
        choices={named(
          'fundingSources',
          listed.flatMap(({ sources }) => sources.map(({ source }) => source)),
        )}
        value={filter.source}
        onChoose={(source) => choose({ source })}
      />
      <Field label="Since">
        <Input
          key={clears}
          className={styles.input}
          type="date"
          defaultValue={filter.since ?? ''}
          // A year that is being typed passes through the first centuries.
          onChange={(_, { value }) =>
            (value === '' || value >= FIRST_DAY) && choose({ since: value === '' ? null : value })
          }
        />
      </Field>
      <Button
        onClick={() => {
          setClears(clears + 1);
          onChoose(everyChange);
        }}
      >
        Clear the filters
      </Button>
    </div>
  );
}

interface TypedFilterProps {
  readonly label: string;
  readonly text: string | null;
  readonly onText: (text: string | null) => void;
}

/** A field whose letters stand there at once and count after a pause: the address follows it, and never takes a letter back. */
function TypedFilter({ label, text, onText }: TypedFilterProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState(text ?? '');
  useEffect(() => {
    const wanted = typed.trim() === '' ? null : typed.trim();
    if (wanted === text) return undefined;
    const timer = setTimeout(() => onText(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <Field label={label}>
      <Input
        className={styles.input}
        input={{ className: styles.input }}
        type="search"
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
      />
    </Field>
  );
}
