import { Radio, RadioGroup, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  /** Takes back the indent Fluent gives to a choice, so that it lines up with the text; wraps in a narrow pane. */
  row: { marginLeft: '-10px', flexWrap: 'wrap' },
});

interface ChoiceRowProps<V extends string> {
  /** What is chosen, for those who do not see it. */
  readonly label: string;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onChoose: (value: V) => void;
}

/** A few choices beside each other, one of which holds. */
export function ChoiceRow<V extends string>({ label, choices, value, onChoose }: ChoiceRowProps<V>) {
  const styles = useStyles();
  return (
    <RadioGroup
      className={styles.row}
      layout="horizontal"
      aria-label={label}
      value={value}
      onChange={(_, data) => {
        const chosen = choices.find((choice) => choice.value === data.value);
        if (chosen !== undefined) onChoose(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} label={choice.label} />
      ))}
    </RadioGroup>
  );
}
