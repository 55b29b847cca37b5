import { Button, Field, Input, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { ActRequest, MayAct } from '../../../shared/protocol/budget-changes.ts';
import type { ChangeAct } from '../../../shared/plan/changes/change-acts.ts';
import { useViewStyles } from '../view-styles.ts';
import { actWords, needLabels } from './act-words.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '16px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  fields: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))', gap: '12px' },
  input: { minWidth: 0, width: '100%' },
  /** It is read first, and nobody presses it. */
  heading: { margin: 0, ':focus': { outlineStyle: 'none' } },
});

interface ActFormProps {
  readonly act: ChangeAct;
  /** What is meant, such as "BC-0031, which moves 2,500.00". */
  readonly about: string;
  readonly needs: MayAct['needs'];
  /** The day on which it counts at the earliest that makes sense: filled in. */
  readonly today: string;
  readonly isBusy: boolean;
  readonly onAct: (request: ActRequest) => void;
  readonly onCancel: () => void;
}

type Needed = Exclude<MayAct['needs'][number], 'reason'>;

/** A binding act before it is done: what it means, what belongs to it, and the two ways on. */
export function ActForm({ act, about, needs, today, isBusy, onAct, onCancel }: ActFormProps) {
  const styles = useStyles();
  const shared = useViewStyles();
  const headingId = useId();
  const { label, says, reason: asked } = actWords[act];
  const fields = needs.filter((need): need is Needed => need !== 'reason');
  const [values, setValues] = useState<Readonly<Partial<Record<Needed, string>>>>(
    fields.includes('effectiveDate') ? { effectiveDate: today } : {},
  );
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const isRequired = asked !== null && (asked.isRequired || needs.includes('reason'));
  const missing = [
    ...fields.filter((field) => (values[field] ?? '').trim() === ''),
    ...(isRequired && reason.trim() === '' ? ['reason'] : []),
  ];
  const heading = useRef<HTMLHeadingElement>(null);
  // Somebody has pressed the act: what it means is read first.
  useEffect(() => heading.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTold(true);
    if (missing.length > 0 || isBusy) return;
    onAct({ ...values, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) });
  };
  return (
    <form
      className={styles.form}
      aria-labelledby={headingId}
      noValidate
      onSubmit={submit}
      onKeyDown={({ key }) => key === 'Escape' && !isBusy && onCancel()}
    >
      <h3 id={headingId} ref={heading} tabIndex={-1} className={styles.heading}>
        <Text weight="semibold">
          {label}: {about}
        </Text>
      </h3>
      <Text>{says}</Text>
      {fields.length > 0 && (
        <div className={styles.fields}>
          {fields.map((field) => (
            <Field
              key={field}
              label={needLabels[field]}
              required
              {...(isTold && missing.includes(field) ? { validationMessage: 'It takes this to go on.' } : {})}
            >
              <Input
                className={styles.input}
                type={field === 'reportNumber' ? 'text' : 'date'}
                {...(field === 'reportNumber' ? { maxLength: 30, placeholder: 'Rep-110-25/26' } : {})}
                value={values[field] ?? ''}
                onChange={(_, { value }) => setValues((before) => ({ ...before, [field]: value }))}
              />
            </Field>
          ))}
        </div>
      )}
      {asked !== null && (
        <Field
          label={asked.label}
          required={isRequired}
          {...(isTold && missing.includes('reason')
            ? { validationMessage: 'Say why; whoever asked for it reads it.' }
            : {})}
        >
          <Textarea value={reason} rows={2} maxLength={2000} onChange={(_, { value }) => setReason(value)} />
        </Field>
      )}
      <div className={shared.row}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {isBusy ? 'One moment…' : `${label} now`}
        </Button>
        <Button disabledFocusable={isBusy} onClick={isBusy ? undefined : onCancel}>
          Not now
        </Button>
      </div>
    </form>
  );
}
