import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, CircleRegular, ErrorCircleRegular, InfoRegular } from '@fluentui/react-icons';
import { useId, type ReactNode } from 'react';
import { usePortalStyles } from '../views/portal-styles.ts';

const useStyles = makeStyles({
  step: { display: 'flex', gap: '12px', alignItems: 'flex-start' },
  icon: { flexShrink: 0, fontSize: '24px', lineHeight: '24px' },
  body: { display: 'flex', flexDirection: 'column', gap: '8px', minWidth: 0, flexGrow: 1, overflowWrap: 'anywhere' },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** How a step of a close stands: what only informs is never in the way. */
export type StepState = 'done' | 'left' | 'later' | 'told';

const icons: { readonly [S in StepState]: { readonly icon: ReactNode; readonly words: string } } = {
  done: { icon: <CheckmarkCircleRegular primaryFill={tokens.colorPaletteGreenForeground1} />, words: 'Done' },
  left: { icon: <ErrorCircleRegular primaryFill={tokens.colorPaletteDarkOrangeForeground1} />, words: 'Left to do' },
  later: { icon: <CircleRegular primaryFill={tokens.colorNeutralForeground3} />, words: 'Later' },
  told: { icon: <InfoRegular primaryFill={tokens.colorNeutralForeground2} />, words: 'To know' },
};

interface CloseStepProps {
  readonly state: StepState;
  readonly heading: string;
  readonly children: ReactNode;
}

/** A step of the close with how it stands. */
export function CloseStep({ state, heading, children }: CloseStepProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const id = useId();
  return (
    <li className={styles.step} aria-labelledby={id}>
      <span className={styles.icon} aria-hidden>
        {icons[state].icon}
      </span>
      <div className={styles.body}>
        <Text as="h3" id={id} size={400} weight="semibold" className={shared.heading}>
          {heading}
          <span className={styles.hidden}>: {icons[state].words}</span>
        </Text>
        {children}
      </div>
    </li>
  );
}
