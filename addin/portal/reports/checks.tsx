import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ChecksReply, WireInvariant } from '../../../shared/protocol/totals.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { counted } from '../../views/cell-words.ts';
import { explanationWords } from '../../views/totals/explanation-words.ts';
import {
  checksAdvice,
  checksHeadline,
  foundInvariants,
  severityWords,
  untoldWords,
} from '../../views/totals/found-invariants.ts';
import { usePortalStyles } from '../views/portal-styles.ts';

/** Findings of one invariant at first and at a time. */
const FINDINGS_PER_STEP = 5;

const useStyles = makeStyles({
  check: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  icon: { flexShrink: 0, alignSelf: 'flex-start', fontSize: '20px', lineHeight: '20px' },
  all: { '& > summary': { cursor: 'pointer', padding: '4px 0' } },
  plain: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '8px' },
  failed: { gap: '16px' },
  body: { display: 'flex', flexDirection: 'column', gap: '4px', minWidth: 0, overflowWrap: 'anywhere' },
  findings: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '4px' },
});

const icons = {
  passed: <CheckmarkCircleRegular primaryFill={tokens.colorPaletteGreenForeground1} />,
  warning: <WarningRegular primaryFill={tokens.colorPaletteDarkOrangeForeground1} />,
  error: <ErrorCircleRegular primaryFill={tokens.colorPaletteRedForeground1} />,
} as const;

/** What does not hold in the plan, grouped by what ought to; calm when all is well. */
export function Checks({ checks }: { readonly checks: ChecksReply }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const found = foundInvariants(checks);
  return (
    <div className={shared.column}>
      <Text as="h2" size={500} weight="semibold" className={shared.heading}>
        {checksHeadline(found)}
      </Text>
      <Text className={shared.quiet}>{checksAdvice(found)}</Text>
      {found.failed.length > 0 && (
        <ul className={`${styles.plain} ${styles.failed}`}>
          {found.failed.map((invariant) => (
            <FailedCheck key={invariant.id} invariant={invariant} />
          ))}
        </ul>
      )}
      <details className={styles.all}>
        <summary>{counted(found.passed.length, 'check')} passed</summary>
        <ul className={styles.plain}>
          {found.passed.map(({ id, title }) => (
            <li key={id} className={styles.check}>
              <span className={styles.icon} aria-hidden>
                {icons.passed}
              </span>
              <Text>{title}</Text>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function FailedCheck({ invariant }: { readonly invariant: WireInvariant }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [shown, setShown] = useState(FINDINGS_PER_STEP);
  const { title, severity, difference, findings, mend } = invariant;
  const untold = untoldWords(invariant);
  return (
    <li className={styles.check}>
      <span className={styles.icon} aria-hidden>
        {icons[severity]}
      </span>
      <div className={styles.body}>
        <Text weight="semibold">{title}</Text>
        <Text className={shared.quiet}>
          {severityWords(invariant)}
          {difference === 0 ? '' : ` · ${formatMoney(difference)} in all`}
        </Text>
        <ul className={styles.findings}>
          {findings.slice(0, shown).map(({ message, explanation, cells: [blamed] }) => (
            <li key={`${blamed?.row ?? ''} ${blamed?.column ?? ''} ${message}`}>
              <Text>{message}</Text>
              {explanation !== undefined && (
                <Text block className={shared.quiet}>
                  {explanationWords(explanation)}
                </Text>
              )}
            </li>
          ))}
        </ul>
        <ShowMore
          shown={shown}
          total={findings.length}
          step={FINDINGS_PER_STEP * 5}
          onMore={() => setShown(shown + FINDINGS_PER_STEP * 5)}
        />
        {untold !== null && shown >= findings.length && <Text className={shared.quiet}>{untold}</Text>}
        {mend !== '' && <Text>{mend}</Text>}
      </div>
    </li>
  );
}
