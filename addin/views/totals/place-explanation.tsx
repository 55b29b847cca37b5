import { Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ChangeLine } from '../../components/change-line.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ShowMore } from '../../components/show-more.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import type { ExplainedFigure } from './explained-figure.ts';
import type { AmountSource } from './amount-source.ts';
import { placeShares, projectFigure } from './place-shares.ts';
import { timeOf } from './time-of.ts';

const SHARES_PER_STEP = 25;

interface PlaceExplanationProps<P extends { readonly kind: string }> {
  readonly source: AmountSource<P>;
  readonly figure: ExplainedFigure;
  /** Opens what the figure of a whole project is made of. */
  readonly onProject: (figure: ExplainedFigure) => void;
}

/** What a figure of a place is made of: its share of each project that touches it, which add up to it. */
export function PlaceExplanation<P extends { readonly kind: string }>(props: PlaceExplanationProps<P>) {
  const { source, figure, onProject } = props;
  const styles = useViewStyles();
  const names = useCodeNames();
  const [shown, setShown] = useState(SHARES_PER_STEP);
  const { place, revision, asOf } = figure;
  const cut = place?.cut ?? '';
  const ask = useCallback(
    () => source.totals({ by: [cut, 'project'], ...timeOf(revision, asOf) }),
    [source, cut, revision, asOf],
  );
  const { value, problem, isLoading, again } = useAnswer(ask);
  const shares = useMemo(() => (value === null ? null : placeShares(value, figure, names)), [value, figure, names]);
  const total = shares?.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
  return (
    <>
      {problem !== null && <ProblemNotice words={source.words(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Looking it up…" />}
      {shares !== null && (
        <>
          <Text className={styles.quiet}>
            {formatMoney(total)} as of revision {revision}
            {asOf === null ? '' : `, ${asOf}`}. It is the sum of its share of each project that touches it, by the
            project’s scope:
          </Text>
          <ul className={styles.list}>
            {shares.slice(0, shown).map((share) => (
              <ChangeLine
                key={share.project}
                place={share.label}
                values={
                  share.amount === share.whole
                    ? `${formatMoney(share.amount)}, all of it`
                    : `${formatMoney(share.amount)} of ${formatMoney(share.whole)}`
                }
                action={{
                  label: `What ${formatMoney(share.whole)} is made of`,
                  isDisabled: false,
                  does: () => onProject(projectFigure(figure, share)),
                }}
              />
            ))}
          </ul>
          <ShowMore
            shown={shown}
            total={shares.length}
            step={SHARES_PER_STEP}
            onMore={() => setShown(shown + SHARES_PER_STEP)}
          />
        </>
      )}
    </>
  );
}
