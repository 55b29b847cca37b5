import { Text } from '@fluentui/react-components';
import { useCallback } from 'react';
import { cutLabels } from '../../../shared/plan/figures/cuts.ts';
import { baselineKindWords } from '../../../shared/plan/baselines/baseline.ts';
import type { PublishedMoment } from '../../../shared/protocol/roll-ups.ts';
import { districtStateWords } from '../../../shared/roll-up/district-state.ts';
import { rollUpMeasures } from '../../../shared/roll-up/published-amounts.ts';
import { WHOLE } from '../../../shared/roll-up/published-cuts.ts';
import { calendarWords } from '../../../shared/roll-up/sum-published.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { FactList } from '../views/fact-list.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { FigureTable } from './figure-table.tsx';
import type { RollUpCalls } from './roll-up-calls.ts';

interface DistrictPageProps {
  readonly calls: RollUpCalls;
  readonly id: string;
  readonly code: string;
}

/** Everything that one district has published, with what proves it. */
export function DistrictPage({ calls, id, code }: DistrictPageProps) {
  const ask = useCallback(() => calls.district(id, code), [calls, id, code]);
  return (
    <PortalAnswer ask={ask} waiting="Looking up the district…" failed="The district couldn’t be read">
      {({ district, isIntact, cuts }) => (
        <PageFrame
          heading={`${district.code} ${district.name}`}
          lead={<AppLink to={`/roll-ups/${encodeURIComponent(id)}`}>Back to the roll-up</AppLink>}
          hasDay={false}
        >
          {district.published === null ? (
            <Text>{districtStateWords[district.state]}. Nothing of it is in the sums.</Text>
          ) : (
            <Moment published={district.published} isIntact={isIntact} state={districtStateWords[district.state]} />
          )}
          {cuts.map(({ cut, groups }) => {
            const label = cut === null ? 'The program' : cutLabels[cut];
            return (
              <PagePart key={label} heading={cut === null ? 'In all' : `By ${label}`}>
                <FigureTable
                  caption={`${label}, in dollars`}
                  label={label}
                  measures={[...rollUpMeasures(cut ?? WHOLE)]}
                  lines={groups.map(({ group, values }) => ({ name: cut === null ? 'All' : group, values }))}
                  total={null}
                />
              </PagePart>
            );
          })}
        </PageFrame>
      )}
    </PortalAnswer>
  );
}

interface MomentProps {
  readonly published: PublishedMoment;
  readonly isIntact: boolean | null;
  readonly state: string;
}

function Moment({ published, isIntact, state }: MomentProps) {
  const { asOf, revision, planYear, yearBegins, baseline, publishedAt, receipt, digest } = published;
  const named = baseline === null ? '' : `${baselineKindWords[baseline.kind]} ${baseline.period ?? ''}`.trim();
  return (
    <FactList
      facts={[
        { label: 'State', value: state },
        { label: 'As of', value: `${asOf}, revision ${revision}` },
        { label: 'Baseline', value: named },
        { label: 'Plan', value: `${planYear}; fiscal years run from ${calendarWords(yearBegins)}` },
        { label: 'Published', value: publishedAt.slice(0, 10) },
        {
          label: 'Receipt',
          value: <AppLink to={`/verify?receipt=${encodeURIComponent(receipt)}`}>{receipt}</AppLink>,
        },
        { label: 'Digest', value: digest },
        {
          label: 'Intact',
          value:
            isIntact === true
              ? 'Yes: what is stored here is what was published'
              : 'No: ask the district to publish again',
        },
      ]}
    />
  );
}
