import { Field, Select, makeStyles } from '@fluentui/react-components';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { useViewStyles } from '../view-styles.ts';
import { shownFilters, type ConflictFilter } from './conflict-cards.ts';

const useStyles = makeStyles({
  // Of itself, a list of choices is as wide as its longest one, and the pane is narrow.
  choice: { maxWidth: '100%', minWidth: 0, '& select': { minWidth: 0, width: '100%' } },
});

interface ConflictFiltersProps {
  readonly conflicts: readonly OpenConflict[];
  readonly filter: ConflictFilter;
  readonly onFilter: (filter: ConflictFilter) => void;
}

/** Whose conflicts to look at, and in which table, where there is something to choose. */
export function ConflictFilters({ conflicts, filter, onFilter }: ConflictFiltersProps) {
  const styles = useViewStyles();
  const { choice } = useStyles();
  const { people, tables } = shownFilters(conflicts);
  if (people.length + tables.length === 0) return null;
  return (
    <div className={styles.row}>
      {people.length > 0 && (
        <Field className={choice} label="Person">
          <Select value={filter.by} onChange={(_, { value }) => onFilter({ ...filter, by: value })}>
            <option value="">Everybody ({conflicts.length})</option>
            {people.map(({ name, count }) => (
              <option key={name} value={name}>
                {name} ({count})
              </option>
            ))}
          </Select>
        </Field>
      )}
      {tables.length > 0 && (
        <Field className={choice} label="Table">
          <Select value={filter.table} onChange={(_, { value }) => onFilter({ ...filter, table: value })}>
            <option value="">All tables ({conflicts.length})</option>
            {tables.map(({ name, label, count }) => (
              <option key={name} value={name}>
                {label} ({count})
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}
