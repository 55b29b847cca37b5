import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { Figure } from '../../components/figure.tsx';
import type { AddressedFigure } from '../views/with-figure.ts';
import { figureWords, shownMeasures, type ShownMeasure } from '../../views/totals/totals-figures.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { Explain } from '../views/with-explanation.tsx';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
    gap: '16px 24px',
    margin: 0,
  },
  figure: { display: 'flex', flexDirection: 'column', gap: '2px' },
  words: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
});

interface SchoolMoneyProps {
  readonly site: SiteReply;
  readonly onExplain: Explain;
}

/** What the school's share of all projects costs, and where the money comes from. */
export function SchoolMoney({ site, onExplain }: SchoolMoneyProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { figures, sources, name } = site;
  if (figures === null) return <Text>No money is planned for this site.</Text>;
  return (
    <div className={shared.column}>
      <dl className={styles.figures}>
        {shownMeasures.map((measure) => {
          const value = figures[measure.name] ?? null;
          const figure = figureOfSite(site, measure, value);
          return (
            <div key={measure.name} className={styles.figure}>
              <dt className={shared.quiet}>{measure.label}</dt>
              <dd className={styles.words}>
                <Figure
                  words={figureWords(measure.kind, value)}
                  label={`${measure.label} of ${name}`}
                  onOpen={figure === null ? undefined : (pressed) => onExplain(figure, pressed)}
                />
              </dd>
            </div>
          );
        })}
      </dl>
      {sources.length > 0 && (
        <DataTable
          caption="Where the money comes from, in dollars"
          columns={[
            { label: 'Source' },
            { label: 'Current budget', isNumber: true },
            { label: 'Expended', isNumber: true },
          ]}
          rows={sources.map(({ source, name: sourceName, current, expended }) => ({
            id: source,
            cells: [
              source === sourceName ? source : `${source} · ${sourceName}`,
              formatMoney(current),
              formatMoney(expended),
            ],
          }))}
        />
      )}
      <Text className={shared.quiet}>
        Projects for several sites are shared among them by the basis of their scope, so this is the site’s part, the
        same as in the totals by site.
      </Text>
    </div>
  );
}

function figureOfSite(
  { code, revision, asOf }: SiteReply,
  { name: measure, kind }: ShownMeasure,
  value: number | null,
): AddressedFigure | null {
  if (kind !== 'money' || value === null) return null;
  return { measure, part: { site: code }, revision, asOf };
}
