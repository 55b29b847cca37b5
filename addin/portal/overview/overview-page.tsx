import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { Figure } from '../../components/figure.tsx';
import { programFigure } from '../../views/totals/explained-figure.ts';
import { figureWords, programLine, shownMeasures } from '../../views/totals/totals-figures.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { programFacts } from '../start/program-facts.ts';
import { OfDay } from '../views/of-day.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { WithExplanation, type Explain } from '../views/with-explanation.tsx';

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

/** How the program stands. */
export function OverviewPage({ server, program, asOf }: ProgramPageProps) {
  const shared = usePortalStyles();
  const ask = useCallback(
    () => server.totals(program.id, { by: [], ...(asOf === null ? {} : { asOf }) }),
    [server, program.id, asOf],
  );
  return (
    <PageFrame heading={program.name} lead={programFacts(program)}>
      <WithExplanation server={server} program={program.id}>
        {(explain) => (
          <div className={shared.column}>
            <PortalAnswer ask={ask} waiting="Adding up…" failed="The totals couldn’t be read">
              {(totals) => (
                <OfDay totals={totals}>
                  <ProgramFigures totals={totals} onExplain={explain} />
                </OfDay>
              )}
            </PortalAnswer>
          </div>
        )}
      </WithExplanation>
    </PageFrame>
  );
}

interface ProgramFiguresProps {
  readonly totals: TotalsReply;
  readonly onExplain: Explain;
}

function ProgramFigures({ totals, onExplain }: ProgramFiguresProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { values } = programLine(totals);
  return (
    <section className={shared.column} aria-label="Figures of the program">
      <dl className={styles.figures}>
        {shownMeasures.map(({ name, label, kind }, place) => {
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
