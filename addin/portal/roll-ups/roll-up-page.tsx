import { Button, Text } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { sumsWords, yearsWords } from '../../../shared/roll-up/sums-words.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { ChosenField } from '../views/chosen-field.tsx';
import { DownloadStatus } from '../views/download-status.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';
import { withParameter } from '../views/with-parameter.ts';
import { AddDistricts } from './add-districts.tsx';
import type { RollUpCalls } from './roll-up-calls.ts';
import { RollUpDistricts } from './roll-up-districts.tsx';
import { RollUpMembersPart } from './roll-up-members.tsx';
import { RollUpSums } from './roll-up-sums.tsx';
import { RollUpSettings } from './roll-up-settings.tsx';
import { cutChoices, isPublishedCut } from './roll-up-words.ts';

interface RollUpPageProps {
  readonly calls: RollUpCalls;
  readonly id: string;
}

/** One roll-up: its sums by a cut, where each district stands, and for managers whom it invites and who reads it. */
export function RollUpPage({ calls, id }: RollUpPageProps) {
  const shared = usePortalStyles();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('by') ?? '';
  const by = isPublishedCut(asked) ? asked : null;
  /** Asked anew after each change. */
  const [looks, setLooks] = useState(0);
  const ask = useCallback(() => calls.rollUp(id, by), [calls, id, by]);
  const { download, fetchFile } = useDownload((as: 'xlsx' | 'csv') => calls.file(id, by, as), 'The file');
  const [type, setType] = useState<'xlsx' | 'csv'>('xlsx');
  const save = (as: 'xlsx' | 'csv'): void => {
    setType(as);
    fetchFile(as);
  };
  const changed = (): void => setLooks(looks + 1);
  return (
    <PortalAnswer key={looks} ask={ask} waiting="Adding up…" failed="The roll-up couldn’t be read">
      {(rollUp) => (
        <PageFrame
          heading={rollUp.name}
          lead={
            <>
              <AppLink to="/roll-ups">Roll-up</AppLink> of what districts have published. Nobody here sees a district’s
              plan.
            </>
          }
          hasDay={false}
        >
          <PagePart heading="Sums">
            <Text>
              {sumsWords(rollUp)} {yearsWords(rollUp)}
            </Text>
            <div className={shared.row}>
              <ChosenField
                label="Sums by"
                all="Nothing: one sum"
                choices={cutChoices}
                value={by}
                onChoose={(cut) => setQuery((before) => withParameter(before, 'by', cut ?? ''), { replace: true })}
              />
            </div>
            {rollUp.counts.published > 0 && <RollUpSums rollUp={rollUp} />}
            <div className={shared.row}>
              <Button icon={<ArrowDownloadRegular />} onClick={() => save('xlsx')}>
                Download Excel
              </Button>
              <Button onClick={() => save('csv')}>Export as CSV</Button>
            </div>
            <DownloadStatus download={download} what="the file" onRetry={() => fetchFile(type)} />
          </PagePart>
          <RollUpDistricts calls={calls} rollUp={rollUp} onChanged={changed} />
          {rollUp.role === 'manager' && (
            <>
              <AddDistricts calls={calls} rollUp={rollUp.id} onAdded={changed} />
              <RollUpMembersPart calls={calls} rollUp={rollUp.id} />
              <RollUpSettings calls={calls} rollUp={rollUp} onChanged={changed} />
            </>
          )}
        </PageFrame>
      )}
    </PortalAnswer>
  );
}
