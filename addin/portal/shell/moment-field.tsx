import { Field, Select, makeStyles } from '@fluentui/react-components';
import type { WireBaseline } from '../../../shared/protocol/baselines.ts';
import { DayField } from '../../components/day-field.tsx';
import { today, type AskedMoment } from '../asked-moment.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'start' },
  baseline: { minWidth: 0, maxWidth: '100%', width: '220px' },
});

interface MomentFieldProps {
  readonly moment: AskedMoment;
  readonly baselines: readonly WireBaseline[];
  readonly onChoose: (moment: AskedMoment) => void;
}

/** A day or, where the program has any, a named moment of the plan: the one that is chosen takes the other's place. */
export function MomentField({ moment: { asOf, baseline }, baselines, onChoose }: MomentFieldProps) {
  const styles = useStyles();
  const isListed = baseline === null || baselines.some(({ id }) => id === baseline);
  return (
    <div className={styles.fields}>
      <DayField
        key={baseline}
        label="As of"
        day={asOf}
        onChoose={(day) => onChoose({ ...today, asOf: day })}
        {...(baseline === null ? {} : { meant: 'the day of the baseline' })}
      />
      {(baselines.length > 0 || baseline !== null) && (
        <Field label="Baseline" className={styles.baseline}>
          <Select
            value={baseline ?? ''}
            onChange={(_, { value }) => onChoose({ ...today, baseline: value === '' ? null : value })}
          >
            <option value="">None: the day</option>
            {!isListed && <option value={baseline}>{baseline}</option>}
            {baselines.map(({ id, name, asOf: day }) => (
              <option key={id} value={id}>
                {id} · {name}, as of {day}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}
