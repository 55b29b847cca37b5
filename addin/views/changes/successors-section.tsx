import { Button, Text } from '@fluentui/react-components';
import type { SuccessorOffer } from '../../../shared/plan/schedule/successor-moves.ts';
import { milestones } from '../../../shared/tables/milestones.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { useFocusAfter } from '../../components/use-focus-after.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import type { GivenUp } from '../../sync/put-back.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import type { CellValue } from '../../sync/set-cells.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { counted } from '../cell-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useChangesStyles } from './changes-styles.ts';
import { sessionMemory } from './session-memory.ts';
import { daysWords, offerKey } from './successor-offers.ts';
import { useSuccessors } from './use-successors.ts';

/** Moves that the person wants to be alone. */
const useLeft = sessionMemory<ReadonlySet<string>>(new Set<string>());
/** What was moved last, as long as it can be taken back. */
const useMoved = sessionMemory<readonly CellValue[]>([]);

interface SuccessorsSectionProps {
  readonly session: SyncSession;
  readonly inspection: Inspection;
  readonly isBusy: boolean;
  readonly onJump: (place: CellPlace) => void;
}

/** A date that was moved offers to move the milestones after it. They are typed into the sheet like any change of one's own. */
export function SuccessorsSection({ session, inspection, isBusy, onJump }: SuccessorsSectionProps) {
  const styles = useChangesStyles();
  const [left, setLeft] = useLeft(session);
  const [moved, setMoved] = useMoved(session);
  const offers = useSuccessors(session, inspection).filter((offer) => !left.has(offerKey(offer)));
  const standing = moved.filter((value) => isStillThere(inspection, value));
  const { around, expect } = useFocusAfter(offers.length);
  const move = async (offer: SuccessorOffer): Promise<void> => {
    expect();
    const values = valuesOf(offer);
    const after = await session.setCells(values, { clearFilters: true });
    if (after.problem === null) setMoved([...standing, ...values]);
  };
  if (offers.length === 0 && standing.length === 0) return null;
  return (
    <div ref={around} tabIndex={-1} className={styles.section} role="group" aria-labelledby="successors">
      <Text as="h2" id="successors" weight="semibold" className={styles.heading}>
        What comes after
      </Text>
      <div role="status">
        {standing.length > 0 && (
          <Text>
            {counted(new Set(standing.map(({ row }) => row)).size, 'milestone')} moved along. They are among your
            changes below.
          </Text>
        )}
      </div>
      {standing.length > 0 && (
        <div className={styles.actions}>
          <Button
            size="small"
            disabled={isBusy}
            onClick={() => {
              setMoved([]);
              void session.putBack(standing.map((value): GivenUp => value));
            }}
          >
            Undo moving them
          </Button>
        </div>
      )}
      {offers.length > 0 && (
        <ul className={styles.list}>
          {offers.map((offer) => (
            <Offer
              key={offerKey(offer)}
              {...{ offer, isBusy, onJump }}
              onMove={() => void move(offer)}
              onLeave={() => {
                expect();
                setLeft(new Set([...left, offerKey(offer)]));
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** What was written and not changed by hand, sent or given up since. */
function isStillThere({ edits }: Inspection, { table, row, column, value }: CellValue): boolean {
  return edits.some(
    (edit) => edit.kind === 'update' && edit.table === table && edit.row === row && edit.cells[column] === value,
  );
}

function valuesOf({ moves }: SuccessorOffer): CellValue[] {
  return moves.flatMap(({ dates }) =>
    dates.map(({ row, column, to }) => ({ table: milestones.name, row, column, value: to })),
  );
}

interface OfferProps {
  readonly offer: SuccessorOffer;
  readonly isBusy: boolean;
  readonly onJump: (place: CellPlace) => void;
  readonly onMove: () => void;
  readonly onLeave: () => void;
}

function Offer({ offer, isBusy, onJump, onMove, onLeave }: OfferProps) {
  const styles = useChangesStyles();
  const names = useCodeNames();
  const { row, milestone, days, moves, blocked } = offer;
  return (
    <li className={styles.item} data-card tabIndex={-1}>
      <Text weight="semibold">{placeOf(offer, names)}</Text>
      <Text>
        {milestone} is {daysWords(days)}.{' '}
        {moves.length === 1
          ? 'What comes after it keeps its date'
          : `The ${moves.length} milestones after it keep their dates`}{' '}
        unless you move {moves.length === 1 ? 'it' : 'them'}, too:
      </Text>
      <ul className={styles.cells}>
        {moves.map(({ row: moved, milestone: name, dates }) => (
          <li key={moved}>
            {name}: {dates.at(-1)?.from} → {dates.at(-1)?.to}
          </li>
        ))}
      </ul>
      {blocked.map(({ from, to, type }) => (
        <Text key={`${from} ${type}`} weight="semibold">
          The installation then falls into days without work: {type}, {from} to {to}.
        </Text>
      ))}
      <div className={styles.actions}>
        <Button size="small" disabled={isBusy} onClick={onMove}>
          Move {moves.length === 1 ? 'it' : 'them'} {daysWords(days)}
        </Button>
        <Button
          size="small"
          appearance="subtle"
          onClick={() => onJump({ table: milestones.name, row, column: 'forecastFinish' })}
        >
          Go to cell
        </Button>
        <Button size="small" appearance="subtle" onClick={onLeave}>
          {moves.length === 1 ? 'It stays' : 'They stay'}
        </Button>
      </div>
    </li>
  );
}

/** "26.00001 · Wi-Fi at schools, 0417 · Alder Elementary" */
function placeOf({ project, location }: SuccessorOffer, names: CodeNames): string {
  const places = [withName(names, 'projects', project), location === null ? '' : withName(names, 'sites', location)];
  return places.filter((text) => text !== '').join(', ');
}
