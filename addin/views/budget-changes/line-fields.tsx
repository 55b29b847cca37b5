import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useId } from 'react';
import type { ChangeLineView } from '../../../shared/protocol/budget-changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { BeforeAfter } from '../../components/before-after.tsx';
import { firstFitting } from '../../components/first-fitting.ts';
import { differenceWords } from '../money-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import type { LineChoice } from './change-port.ts';
import { leftWords, lineWords } from './effect-words.ts';
import type { ReadLine, TypedLine } from './typed-change.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  fields: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'flex-start' },
  budgetLine: { flexGrow: 2, flexBasis: '130px', minWidth: 0 },
  amount: { flexGrow: 1, flexBasis: '110px', minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  away: { alignSelf: 'flex-end' },
  tooLittle: { color: tokens.colorPaletteRedForeground1 },
});

interface LineFieldsProps {
  readonly typed: TypedLine;
  readonly read: ReadLine;
  /** 1 for the first. */
  readonly place: number;
  readonly choices: readonly LineChoice[];
  /** What the line does; undefined: not known yet. */
  readonly effect: ChangeLineView | undefined;
  /** What is missing is said. */
  readonly saysOpen: boolean;
  readonly onType: (typed: TypedLine) => void;
  readonly onRemove: () => void;
}

/** One line of a change: what gets or gives how much, and what that leaves there. */
export function LineFields(props: LineFieldsProps) {
  const { typed, read, place, choices, effect, saysOpen, onType, onRemove } = props;
  const styles = useStyles();
  const listId = useId();
  const wrong = (field: 'budgetLine' | 'amount') =>
    saysOpen && read.kind === 'open' && read.field === field ? { validationMessage: read.says } : {};
  return (
    <div className={styles.line} role="group" aria-label={`Line ${place}`}>
      <div className={styles.fields}>
        <Field label={`Budget line ${place}`} className={styles.budgetLine} {...wrong('budgetLine')}>
          <Input
            className={styles.input}
            list={listId}
            value={typed.budgetLine}
            autoComplete="off"
            onChange={(_, { value }) => onType({ ...typed, budgetLine: value })}
          />
          <datalist id={listId}>
            {firstFitting(choices, typed.budgetLine, wordsOfLine).map(({ id, says }) => (
              <option key={id} value={id}>
                {says}
              </option>
            ))}
          </datalist>
        </Field>
        <Field label={`Amount ${place}`} className={styles.amount} {...wrong('amount')}>
          <Input
            className={styles.input}
            input={{ className: styles.number }}
            inputMode="decimal"
            value={typed.amount}
            autoComplete="off"
            onChange={(_, { value }) => onType({ ...typed, amount: value })}
          />
        </Field>
        <Button
          className={styles.away}
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={`Take line ${place} out`}
          onClick={onRemove}
        />
      </div>
      {effect !== undefined && <Effect effect={effect} />}
    </div>
  );
}

function Effect({ effect }: { readonly effect: ChangeLineView }) {
  const styles = useStyles();
  const shared = useViewStyles();
  const names = useCodeNames();
  const { before, net, after } = effect.current;
  return (
    <>
      <Text className={shared.quiet}>{lineWords(effect, names)}</Text>
      <BeforeAfter before={formatMoney(before)} after={formatMoney(after)} difference={differenceWords(net)} />
      <Text className={effect.left < 0 ? styles.tooLittle : shared.quiet}>{leftWords(effect)}</Text>
    </>
  );
}

function wordsOfLine({ id, says }: LineChoice): string {
  return `${id} ${says}`;
}
