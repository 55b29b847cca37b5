import { Checkbox, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  /** Takes back the indent Fluent gives to a tick, so that it lines up with the text. */
  tick: { marginLeft: '-10px' },
});

interface StayTickProps {
  readonly stay: boolean;
  readonly onStay: (stay: boolean) => void;
}

/** Whether a sign-in outlives the window. */
export function StayTick({ stay, onStay }: StayTickProps) {
  const styles = useStyles();
  return (
    <Checkbox
      className={styles.tick}
      label="Stay signed in on this computer"
      checked={stay}
      onChange={(_, data) => onStay(data.checked === true)}
    />
  );
}
