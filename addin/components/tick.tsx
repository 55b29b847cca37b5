import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';

const useStyles = makeStyles({
  // 24 px to hit, as large as WCAG 2.2 asks for.
  tick: { width: '20px', height: '20px', margin: '2px', flexShrink: 0, accentColor: tokens.colorBrandBackground },
});

interface TickProps {
  /** What ticking does, for those who hear it. */
  readonly label: string;
  readonly value: 'all' | 'some' | 'none';
  readonly isDisabled?: boolean;
  readonly onChange: (isTicked: boolean) => void;
}

/** The browser's own checkbox: one element where Fluent's has six, for lists of hundreds. */
export function Tick({ label, value, isDisabled = false, onChange }: TickProps) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // There is no attribute for the third state.
    if (input.current) input.current.indeterminate = value === 'some';
  }, [value]);
  return (
    <input
      ref={input}
      type="checkbox"
      className={styles.tick}
      aria-label={label}
      checked={value === 'all'}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
