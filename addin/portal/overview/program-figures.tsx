import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import { requestMeasures } from '../../../shared/plan/figures/measures.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { Figure } from '../../components/figure.tsx';
import { programFigure } from '../../views/totals/explained-figure.ts';
import { figureWords, programLine, shownIn } from '../../views/totals/totals-figures.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { OfDay } from '../views/of-day.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { Explain } from '../views/with-explanation.tsx';
import { BeginHere } from './begin-here.tsx';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
    gap: '20px 24px',
    margin: 0,
  },
  figure: { display: 'flex', flexDirection: 'column', gap: '2px' },
  words: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
});

interface ProgramFiguresProps extends ProgramPageProps {
  readonly onExplain: Explain;
}

/** The figures of the program, each of which says what it is made of. */
export function ProgramFigures({ server, program, moment, onExplain }: ProgramFiguresProps) {
  const isNow = moment.asOf === null && moment.baseline === null;
  const ask = useCallback(
    () => server.totals(program.id, { by: ['erateCategory'], ...moment }),
    [server, program.id, moment],
  );
  return (
    <PortalAnswer ask={ask} waiting="Adding up…" failed="The totals couldn’t be read">
      {(totals) => (
        <OfDay totals={totals}>
          <Figures totals={totals} onExplain={onExplain} />
          {isNow && programLine(totals).values.every((value) => !value) && <BeginHere program={program} />}
        </OfDay>
      )}
    </PortalAnswer>
  );
}

interface FiguresProps {
  readonly totals: TotalsReply;
  readonly onExplain: Explain;
}

function Figures({ totals, onExplain }: FiguresProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { values } = programLine(totals);
  const hasErate = shownIn(totals).some(({ name }, place) => isOfErate(name) && (values[place] ?? 0) !== 0);
  return (
    <section className={shared.column} aria-label="Figures of the program">
      <dl className={styles.figures}>
        {shownIn(totals).map(({ name, label, kind }, place) => {
          if (!hasErate && isOfErate(name)) return null;
          const figure = programFigure(totals, place);
          return (
            <div key={name} className={styles.figure}>
              <dt className={shared.quiet}>{label}</dt>
              <dd className={styles.words}>
                <Figure
                  words={figureWords(kind, values[place] ?? null)}
                  label={`${label} of the program`}
                  onOpen={figure === null ? undefined : (pressed) => onExplain(figure, pressed)}
                />
              </dd>
            </div>
          );
        })}
      </dl>
      <Text className={shared.quiet}>
        In dollars, {totals.asOf === null ? '' : `as of ${totals.asOf}, `}at revision {totals.revision}. Press a figure
        to see what it is made of.
      </Text>
    </section>
  );
}

/** [ER1–ER4] True of a figure that only a plan with funding requests has. */
function isOfErate(name: string): boolean {
  return requestMeasures.some((measure) => measure.name === name);
}
