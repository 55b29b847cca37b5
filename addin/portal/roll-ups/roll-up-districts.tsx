import { Button, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { GivenInvitations, RollUpDistrict, RollUpReply } from '../../../shared/protocol/roll-ups.ts';
import { districtStates, districtStateWords } from '../../../shared/roll-up/district-state.ts';
import { figureWords } from '../../views/totals/totals-figures.ts';
import { ConfirmAct, type ActToConfirm } from '../admin/confirm-act.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { ChosenField } from '../views/chosen-field.tsx';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { GivenCodes } from './given-codes.tsx';
import type { RollUpCalls } from './roll-up-calls.ts';

interface RollUpDistrictsProps {
  readonly calls: RollUpCalls;
  readonly rollUp: RollUpReply;
  readonly onChanged: () => void;
}

/** Of a thousand districts a page shows the first of them, until somebody asks for all. */
const FIRST = 100;

/** Where each district stands: what it has published and when, what is stale and what is missing. */
export function RollUpDistricts({ calls, rollUp, onChanged }: RollUpDistrictsProps) {
  const shared = usePortalStyles();
  const [state, setState] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(false);
  const [asked, setAsked] = useState<ActToConfirm<unknown> | null>(null);
  const [given, setGiven] = useState<GivenInvitations['invitations']>([]);
  const list = useRef<HTMLDivElement>(null);
  const { districts, role } = rollUp;
  const chosen = state === null ? districts : districts.filter((district) => district.state === state);
  const shown = isWhole ? chosen : chosen.slice(0, FIRST);
  const close = (): void => {
    setAsked(null);
    // What had the focus is gone.
    list.current?.focus();
  };
  const acts = (district: RollUpDistrict): ActToConfirm<unknown>[] =>
    actsOn(district, rollUp, calls, {
      onGiven: ({ invitations }) => {
        setGiven(invitations);
        close();
      },
      onChanged,
    });
  const states = districtStates.filter((each) => districts.some((district) => district.state === each));
  return (
    <PagePart heading="Districts">
      {districts.length === 0 ? (
        <Text className={shared.quiet}>There is none yet.</Text>
      ) : (
        <div ref={list} tabIndex={-1} role="group" aria-label="Districts of the roll-up" className={shared.column}>
          <div className={shared.row}>
            <ChosenField
              label="Show"
              all={`All ${districts.length.toLocaleString('en-US')}`}
              choices={states.map((each) => ({ value: each, label: districtStateWords[each] }))}
              value={state}
              onChoose={setState}
            />
          </div>
          <DistrictTable rollUp={rollUp} districts={shown} actsOn={role === 'manager' ? acts : null} onAsk={setAsked} />
          {shown.length < chosen.length && (
            <div>
              <Button onClick={() => setWhole(true)}>Show all {chosen.length.toLocaleString('en-US')}</Button>
            </div>
          )}
        </div>
      )}
      {asked !== null && <ConfirmAct key={asked.label} asked={asked} onCancel={close} />}
      {given.length > 0 && (
        <GivenCodes
          invitations={given}
          onDone={() => {
            setGiven([]);
            onChanged();
          }}
        />
      )}
    </PagePart>
  );
}

interface DistrictTableProps {
  readonly rollUp: RollUpReply;
  readonly districts: readonly RollUpDistrict[];
  /** Null: who looks keeps no districts. */
  readonly actsOn: ((district: RollUpDistrict) => ActToConfirm<unknown>[]) | null;
  readonly onAsk: (act: ActToConfirm<unknown>) => void;
}

function DistrictTable({ rollUp, districts, actsOn, onAsk }: DistrictTableProps) {
  const shared = usePortalStyles();
  const columns = [
    { label: 'District' },
    { label: 'State' },
    { label: 'As of' },
    ...(actsOn === null ? [] : [{ label: 'What to do' }]),
    { label: 'Current Budget', isNumber: true },
    { label: 'Expended', isNumber: true },
  ];
  return (
    <DataTable
      caption="Districts, by code"
      columns={columns}
      rows={districts.map((district) => {
        const { code, name, state, published, total } = district;
        const address = `/roll-ups/${encodeURIComponent(rollUp.id)}/${encodeURIComponent(code)}`;
        const sum = (measure: string): string => figureWords('money', total?.[measure] ?? null);
        return {
          id: code,
          cells: [
            <div key="name" className={shared.tight}>
              {published === null ? <span>{name}</span> : <AppLink to={address}>{name}</AppLink>}
              <Text size={200} className={shared.quiet}>
                {code}
              </Text>
            </div>,
            districtStateWords[state],
            published === null ? '–' : `${published.asOf}, revision ${published.revision}`,
            ...(actsOn === null
              ? []
              : [
                  <div key="acts" className={shared.row}>
                    {actsOn(district).map((act) => (
                      <Button key={act.label} size="small" aria-label={`${act.label}…`} onClick={() => onAsk(act)}>
                        {act.button.replace(' now', '')}…
                      </Button>
                    ))}
                  </div>,
                ]),
            sum('current'),
            sum('expended'),
          ],
        };
      })}
    />
  );
}

interface Doing {
  readonly onGiven: (given: GivenInvitations) => void;
  readonly onChanged: () => void;
}

function actsOn(
  { code, name, state }: RollUpDistrict,
  { id }: RollUpReply,
  calls: RollUpCalls,
  { onGiven, onChanged }: Doing,
): ActToConfirm<unknown>[] {
  const has = state === 'joined' || state === 'published' || state === 'stale';
  const invite: ActToConfirm<GivenInvitations> = {
    label: `Invite ${name} again`,
    words: `Make a new code for ${name}? The one before opens nothing any more.`,
    button: 'Invite again',
    failed: 'No code was made',
    act: () => calls.invite(id, code),
    done: onGiven,
  };
  const end: ActToConfirm<unknown> = {
    label: `End the place of ${name}`,
    words: `End the place of ${name}? What it has published is in no sum any more, and it needs a new code to come back. It stays in this list.`,
    button: 'End its place now',
    failed: 'Its place was not ended',
    act: () => calls.endPlace(id, code),
    done: onChanged,
  };
  const remove: ActToConfirm<unknown> = {
    label: `Remove ${name}`,
    words: `Take ${name} off the list? It counts neither as published nor as missing any more.`,
    button: 'Remove now',
    failed: 'It was not removed',
    act: () => calls.removeDistrict(id, code),
    done: onChanged,
  };
  return has ? [end] : [widened(invite), remove];
}

/** An act whose answer only it looks at. */
function widened<T>({ act, done, ...words }: ActToConfirm<T>): ActToConfirm<unknown> {
  return {
    ...words,
    act: async () => {
      const outcome = await act();
      if (outcome.ok) done(outcome.value);
      return outcome;
    },
    done: () => undefined,
  };
}
