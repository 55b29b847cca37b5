import { Button, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';
import type { WireSetting } from '../../../shared/protocol/settings.ts';
import { momentWords } from '../../views/cell-words.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { shownValue, type TypedSettings } from './typed-settings.ts';

const useStyles = makeStyles({ field: { maxWidth: '70ch' }, input: { maxWidth: '28ch' } });

interface SettingFieldProps {
  readonly setting: WireSetting;
  readonly typed: TypedSettings;
  /** Why the server would not take it. */
  readonly refused: string | undefined;
  /** Somebody else has set it while it was being typed here. */
  readonly isMoved: boolean;
  readonly now: Date;
  readonly inputRef: (input: HTMLInputElement | null) => void;
  readonly onType: (wanted: string | null) => void;
}

/** One setting as it is changed: by its kind, with what holds without it and who has set it. */
export function SettingField({ setting, typed, refused, isMoved, now, inputRef, onType }: SettingFieldProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { name, label, says, unit, values, default: standard } = setting;
  const value = shownValue(setting, typed);
  const isDefault = typed[name] === undefined ? setting.isDefault : typed[name] === null;
  return (
    <div className={shared.tight} role="group" aria-label={label}>
      <Field
        className={styles.field}
        label={unit === null ? label : `${label} (${unit})`}
        hint={says}
        {...(refused !== undefined && { validationState: 'error' as const, validationMessage: refused })}
      >
        {values === undefined ? (
          <ValueInput {...{ setting, value, inputRef, onType }} />
        ) : (
          <Select className={styles.input} value={value} onChange={(_, { value: chosen }) => onType(chosen)}>
            {values.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        )}
      </Field>
      {isMoved && (
        <Text weight="semibold">
          As it stands now: {setting.value}. {setBy(setting, now)} What stands in the field is yours; saving it again
          means that it holds.
        </Text>
      )}
      <div className={shared.row}>
        <Text className={shared.quiet}>{isMoved ? `Default: ${standard}` : setBy(setting, now)}</Text>
        {!isDefault && (
          <Button size="small" aria-label={`Back to the default of ${label}: ${standard}`} onClick={() => onType(null)}>
            Back to {standard}
          </Button>
        )}
      </div>
    </div>
  );
}

type ValueInputProps = Pick<SettingFieldProps, 'setting' | 'inputRef' | 'onType'> & { readonly value: string };

/** A time zone is offered by its name, since nobody knows all of them. */
function ValueInput({ setting: { kind }, value, inputRef, onType, ...field }: ValueInputProps) {
  const styles = useStyles();
  const zones = useId();
  const isZone = kind === 'timeZone';
  return (
    <>
      <Input
        {...field}
        ref={inputRef}
        className={styles.input}
        value={value}
        maxLength={60}
        {...(isZone && { list: zones })}
        onChange={(_, { value: typed }) => onType(typed)}
      />
      {isZone && (
        <datalist id={zones}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** Who has set it last, and when, in a sentence. */
export function setBy({ isDefault, changed, default: standard }: WireSetting, now: Date): string {
  if (isDefault || changed === null || changed === undefined) return isDefault ? `Default: ${standard}` : '';
  return `Set by ${changed.by}, ${momentWords(changed.at, now)}, revision ${changed.revision}. Default: ${standard}`;
}
