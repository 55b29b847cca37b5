import { Text, makeStyles } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ChangeListed } from '../../../shared/protocol/budget-changes.ts';
import { Tick } from '../../components/tick.tsx';
import { ResultNotice } from '../../components/result-notice.tsx';
import { counted } from '../../views/cell-words.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { AmendmentSums } from './amendment-sums.tsx';
import { filterOf, withFilter, type ChangeFilter } from './change-address.ts';
import { ChangeFilters } from './change-filters.tsx';
import { ChangePacket } from './change-packet.tsx';
import { ChangeTable } from './change-table.tsx';
import { JoinAmendment } from './join-amendment.tsx';
import { SinceBaseline } from './since-baseline.tsx';
import { useChosen } from './use-chosen.ts';
import { readAllChanges, type ListedAt } from './read-all-changes.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '24px' },
  since: { maxWidth: '320px', ':empty': { display: 'none' } },
});

/** From changes that are on their way to one amendment: which of them, what they come to, and the packet for the Board. */
export function AmendmentPage(props: ProgramPageProps) {
  const { server, program, onChanged } = props;
  const styles = useStyles();
  const [query, setQuery] = useSearchParams();
  const filter = filterOf(query);
  const [joined, setJoined] = useState<string | null>(null);
  /** Counts what was joined here: the changes are then others. */
  const [turn, setTurn] = useState(0);
  /** Counts the baselines that were chosen: the field of the day says theirs then. */
  const [chosenSince, setChosenSince] = useState(0);
  const address = JSON.stringify(filter);
  const [listed, setListed] = useState<readonly ChangeListed[]>([]);
  const ask = useCallback(async () => {
    const chosen: ChangeFilter = JSON.parse(address);
    const found = await readAllChanges(server, program.id, chosen);
    if (found.ok) setListed(found.value.changes);
    return found;
  }, [server, program.id, address]);
  const choose = (next: ChangeFilter): void => setQuery((before) => withFilter(before, next), { replace: true });
  return (
    <PageFrame
      heading="Amendment"
      lead="Choose the changes that go before the Board together. Each keeps its number, its lines and its history; the board report number joins them."
      parent={{ page: 'changes', label: 'Changes' }}
      hasDay={false}
    >
      <div className={styles.page}>
        <ChangeFilters key={`since ${chosenSince}`} filter={filter} listed={listed} onChoose={choose} />
        <div className={styles.since}>
          <SinceBaseline
            {...{ server, program }}
            since={filter.since}
            onSince={(since) => {
              setChosenSince(chosenSince + 1);
              choose({ ...filter, since });
            }}
          />
        </div>
        <ResultNotice result={joined === null ? null : { intent: 'success', text: joined }} />
        <PortalAnswer
          key={`read ${turn}`}
          ask={ask}
          waiting="Reading the changes…"
          failed="The changes couldn’t be read"
        >
          {({ changes, at }) => (
            <Picked
              key={address}
              {...{ server, program }}
              changes={changes.filter(isOnItsWay)}
              at={at}
              onJoined={(message) => {
                setJoined(message);
                setTurn(turn + 1);
                onChanged();
              }}
            />
          )}
        </PortalAnswer>
      </div>
    </PageFrame>
  );
}

/** What can still go before the Board: drafts, what waits, and what the committee recommends. */
function isOnItsWay({ status }: ChangeListed): boolean {
  return ['Draft', 'Pending', 'BOC Recommended'].includes(status);
}

interface PickedProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly changes: readonly ChangeListed[];
  readonly at: ListedAt;
  readonly onJoined: (message: string) => void;
}

function Picked({ server, program, changes, at, onJoined }: PickedProps) {
  const shared = usePortalStyles();
  const chosen = useChosen(changes, changes);
  const { picked } = chosen;
  if (changes.length === 0) return <Text>No change like that is on its way.</Text>;
  return (
    <>
      <div className={shared.row}>
        <Tick label="Choose all of them" value={chosen.all} onChange={chosen.tickAll} />
        <Text role="status">{`${counted(picked.length, 'change')} of ${changes.length} chosen.`}</Text>
      </div>
      <ChangeTable caption="On their way" changes={changes} chosen={chosen} />
      {picked.length > 0 && (
        <>
          <PagePart heading="What they come to">
            <AmendmentSums changes={picked} />
          </PagePart>
          <JoinAmendment {...{ server, program, at, onJoined }} changes={picked} />
          <ChangePacket {...{ server, program }} numbers={picked.map(({ number }) => number)} />
        </>
      )}
    </>
  );
}
