import { Field, Input, Select } from '@fluentui/react-components';
import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import { useViewStyles } from '../view-styles.ts';
import { OTHER, type ChosenRevision } from './chosen-revision.ts';
import { revisionChoice } from './revision-words.ts';

interface RevisionFieldProps {
  readonly label: string;
  /** What stands before the revisions. */
  readonly first: { readonly value: string; readonly label: string };
  /** Newest first. */
  readonly revisions: readonly RevisionChanges[];
  readonly now: Date;
  readonly chosen: ChosenRevision;
  readonly wrong: string | null;
  readonly onChoose: (chosen: ChosenRevision) => void;
}

/** A revision, chosen by its date, person and note; one that is not in the list by its number. */
export function RevisionField({ label, first, revisions, now, chosen, wrong, onChoose }: RevisionFieldProps) {
  const styles = useViewStyles();
  const isTyped = chosen.listed === OTHER;
  const message = wrong === null ? {} : { validationMessage: wrong };
  return (
    <div className={styles.tight}>
      <Field label={label} {...(isTyped ? {} : message)}>
        <Select value={chosen.listed} onChange={(_, data) => onChoose({ ...chosen, listed: data.value })}>
          <option value={first.value}>{first.label}</option>
          {revisions.map((each) => (
            <option key={each.revision} value={each.revision}>
              {revisionChoice(each, now)}
            </option>
          ))}
          <option value={OTHER}>Another one, by its number</option>
        </Select>
      </Field>
      {isTyped && (
        <Field label={`${label}: number`} {...message}>
          <Input
            inputMode="numeric"
            value={chosen.typed}
            onChange={(_, data) => onChoose({ ...chosen, typed: data.value })}
          />
        </Field>
      )}
    </div>
  );
}
