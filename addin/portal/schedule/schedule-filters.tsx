import { Button, Field, Input, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { withName } from '../../../shared/tables/code-names.ts';
import { isStanding, standings } from '../../views/schedule/filter-address.ts';
import {
  choicesOf,
  everything,
  type Managers,
  type ScheduleFilter,
  type Standing,
} from '../../views/schedule/filter-work.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { ChosenField, type FieldChoice } from '../views/chosen-field.tsx';
import type { WorkLine } from './schedule-data.ts';

/** Here the filters would fill the screen before what they filter. */
const NARROW = '@media (max-width: 480px)';

const useStyles = makeStyles({
  opener: { display: 'none', [NARROW]: { display: 'block' }, '@media print': { display: 'none' } },
  closed: { [NARROW]: { display: 'none' } },
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    gap: '12px',
    alignItems: 'end',
    '@media print': { display: 'none' },
  },
  field: { minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
});

interface ScheduleFiltersProps {
  readonly work: readonly WorkLine[];
  readonly managers: Managers;
  readonly filter: ScheduleFilter;
  /** False: the view has a month of its own. */
  readonly hasMonth: boolean;
  /** How lines stand that are shown without a choice. */
  readonly usual: Standing | null;
  readonly onChoose: (filter: ScheduleFilter) => void;
}

/** What of the schedule is looked at. */
export function ScheduleFilters({ work, managers, filter, hasMonth, usual, onChoose }: ScheduleFiltersProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const names = useCodeNames();
  const choose = (change: Partial<ScheduleFilter>): void => onChoose({ ...filter, ...change });
  const named = (table: string, codes: readonly string[]): readonly FieldChoice[] =>
    codes.map((code) => ({ value: code, label: withName(names, table, code) }));
  const plain = (values: readonly string[]): readonly FieldChoice[] => values.map((value) => ({ value, label: value }));
  const people = [...new Set(Object.values(managers))].sort();
  return (
    <>
      <div className={styles.opener}>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide the filters' : 'Filter the schedule'}
        </Button>
      </div>
      <div
        className={mergeClasses(styles.filters, !isOpen && styles.closed)}
        role="search"
        aria-label="Filter the schedule"
      >
        <Field className={styles.field} label="School or project">
          <Input
            className={styles.input}
            input={{ className: styles.input }}
            value={filter.text}
            onChange={(_, { value }) => choose({ text: value })}
          />
        </Field>
        <ChosenField
          label="Region"
          all="All regions"
          choices={plain(choicesOf(work, 'region'))}
          value={filter.region}
          onChoose={(region) => choose({ region })}
        />
        <ChosenField
          label="Program"
          all="All programs"
          choices={plain(choicesOf(work, 'program'))}
          value={filter.program}
          onChoose={(program) => choose({ program })}
        />
        <ChosenField
          label="System"
          all="All systems"
          choices={named('systems', choicesOf(work, 'systems'))}
          value={filter.system}
          onChoose={(system) => choose({ system })}
        />
        {people.length > 0 && (
          <ChosenField
            label="Project manager"
            all="All managers"
            choices={named('people', people)}
            value={filter.manager}
            onChoose={(manager) => choose({ manager })}
          />
        )}
        <ChosenField
          label="How it stands"
          all="All"
          choices={Object.entries(standings).map(([value, label]) => ({ value, label }))}
          value={filter.standing}
          onChoose={(value) => choose({ standing: value !== null && isStanding(value) ? value : null })}
        />
        {hasMonth && (
          <Field className={styles.field} label="In month">
            <Input
              type="month"
              value={filter.month ?? ''}
              onChange={(_, { value }) => choose({ month: value === '' ? null : value })}
            />
          </Field>
        )}
        <Button onClick={() => onChoose({ ...everything, standing: usual })}>Clear the filters</Button>
      </div>
    </>
  );
}
