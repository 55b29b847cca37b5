import { Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { ProgramShare, RollUpReply } from '../../../shared/protocol/roll-ups.ts';
import { districtStateWords } from '../../../shared/roll-up/district-state.ts';
import type { PublishedCut } from '../../../shared/roll-up/published-cuts.ts';
import { sumsWords, yearsWords } from '../../../shared/roll-up/sums-words.ts';
import { figureWords } from '../../views/totals/totals-figures.ts';
import type { ShareCalls } from '../roll-ups/roll-up-calls.ts';
import { RollUpSums } from '../roll-ups/roll-up-sums.tsx';
import { cutChoices, isPublishedCut } from '../roll-ups/roll-up-words.ts';
import { ChosenField } from '../views/chosen-field.tsx';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

interface RollUpOfProgramProps {
  readonly calls: ShareCalls;
  readonly share: Pick<ProgramShare, 'rollUp' | 'name'>;
}

/** A roll-up that shows itself to its districts, as finance of one of them sees it: the sums, and what each has published in all. */
export function RollUpOfProgram({ calls, share: { rollUp, name } }: RollUpOfProgramProps) {
  const shared = usePortalStyles();
  const [by, setBy] = useState<PublishedCut | null>(null);
  const ask = useCallback(() => calls.rollUp(rollUp, by), [calls, rollUp, by]);
  return (
    <PagePart heading={name}>
      <div className={shared.row}>
        <ChosenField
          label="Sums by"
          all="Nothing: one sum"
          choices={cutChoices}
          value={by}
          onChoose={(cut) => setBy(cut !== null && isPublishedCut(cut) ? cut : null)}
        />
      </div>
      <PortalAnswer ask={ask} waiting="Adding up…" failed="The roll-up couldn’t be read">
        {(told) => (
          <>
            <Text>
              {sumsWords(told)} {yearsWords(told)}
            </Text>
            {told.counts.published > 0 && <RollUpSums rollUp={told} />}
            <Districts rollUp={told} />
          </>
        )}
      </PortalAnswer>
    </PagePart>
  );
}

function Districts({ rollUp: { districts } }: { readonly rollUp: RollUpReply }) {
  return (
    <DataTable
      caption="Districts, by code"
      columns={[
        { label: 'District' },
        { label: 'State' },
        { label: 'As of' },
        { label: 'Current Budget', isNumber: true },
        { label: 'Expended', isNumber: true },
      ]}
      rows={districts.map(({ code, name, state, published, total }) => ({
        id: code,
        cells: [
          `${code} ${name}`,
          districtStateWords[state],
          published === null ? '–' : published.asOf,
          figureWords('money', total?.['current'] ?? null),
          figureWords('money', total?.['expended'] ?? null),
        ],
      }))}
    />
  );
}
