import { Button, Field, Input, Select, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { ClaimedPlace, WorkClaimsReply } from '../../../shared/protocol/work-claims.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { Talk } from '../../views/comments/talk-context.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { counted } from '../../views/cell-words.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

const kinds = { site: 'School', project: 'Project', region: 'Region' } as const;
const kindNames = ['site', 'project', 'region'] as const;
type Kind = ClaimedPlace['kind'];

/** Who works on what, and what the person says of themselves. */
export function WorkPlaces({ talk: { server, heard } }: { readonly talk: Talk }) {
  const shared = usePortalStyles();
  const ask = useCallback(() => server.claims(), [server]);
  const { value, problem, again } = useAnswer(ask, heard);
  if (problem !== null) {
    const words = 'title' in problem ? problem : { title: 'You’re offline', line: 'Nothing was changed.' };
    return <ProblemNotice words={words} onRetry={again} />;
  }
  if (value === null) return null;
  return (
    <div className={shared.column}>
      {value.claims.length === 0 ? (
        <Text>Nobody says what they work on at the moment.</Text>
      ) : (
        <Claims claims={value.claims} />
      )}
      <OwnPlaces
        key={JSON.stringify(value.claims.find(({ isYou }) => isYou) ?? null)}
        {...{ value, server }}
        onChanged={again}
      />
    </div>
  );
}

function Claims({ claims }: Pick<WorkClaimsReply, 'claims'>) {
  const words = usePlaceWords();
  return (
    <DataTable
      caption="Who works on what"
      columns={['Who', 'Works on', 'Until'].map((label) => ({ label }))}
      rows={claims.map(({ person, isYou, places, until }) => ({
        id: person.id,
        cells: [
          isYou ? `${person.name} (you)` : person.name,
          places.length <= MOST_LISTED
            ? places.map(words).join(', ')
            : `${places.slice(0, MOST_LISTED).map(words).join(', ')} and ${places.length - MOST_LISTED} more`,
          until,
        ],
      }))}
    />
  );
}

const MOST_LISTED = 12;

function usePlaceWords(): (place: ClaimedPlace) => string {
  const names = useCodeNames();
  const tables = { site: 'sites', project: 'projects', region: null } as const;
  return ({ kind, code }) => {
    const table = tables[kind];
    const name = table === null ? undefined : names.of(table, code);
    return table === null ? `${code} region` : name === undefined ? code : `${code} ${name}`;
  };
}

interface OwnPlacesProps {
  readonly value: WorkClaimsReply;
  readonly server: Talk['server'];
  readonly onChanged: () => void;
}

/** The places that the person works on, to be added to and taken from. */
function OwnPlaces({ value, server, onChanged }: OwnPlacesProps) {
  const shared = usePortalStyles();
  const words = usePlaceWords();
  const own = value.claims.find(({ isYou }) => isYou);
  const [kind, setKind] = useState<Kind>('site');
  const [typed, setTyped] = useState('');
  const [until, setUntil] = useState(own?.until ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const places = own?.places ?? [];
  const send = async (next: readonly ClaimedPlace[]): Promise<void> => {
    const outcome = await server.claim({ places: [...next], until: until === '' ? value.today : until });
    setProblem(outcome.ok ? null : outcome.problem.line);
    if (outcome.ok) onChanged();
  };
  const codes = typed.split(/[\s,;]+/).filter((code) => code !== '');
  const add = (): void => {
    const added = kind === 'region' ? [typed.trim()] : codes;
    const isNew = (code: string): boolean => places.every((each) => each.kind !== kind || each.code !== code);
    if (added.every((code) => code === '')) return setProblem('Write a code first.');
    void send([...places, ...added.filter(isNew).map((code) => ({ kind, code }))]);
  };
  return (
    <div className={shared.column} role="group" aria-label="What you work on">
      <Text>
        {own === undefined
          ? 'Say what you work on: others see it, and questions come to you. Nothing is locked, and it ends by itself.'
          : `You work on ${counted(places.length, 'place')} until ${own.until}.`}
      </Text>
      {places.length > 0 && (
        <ul className={shared.row} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {places.map((place) => (
            <li key={`${place.kind} ${place.code}`}>
              <Button
                size="small"
                aria-label={`No longer on ${words(place)}`}
                onClick={() => void send(places.filter((each) => each !== place))}
              >
                {words(place)}&nbsp;×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={shared.row} style={{ alignItems: 'flex-start' }}>
        <Field label="I work on">
          <Select value={kind} onChange={(_, data) => setKind(kindNames.find((each) => each === data.value) ?? 'site')}>
            {kindNames.map((each) => (
              <option key={each} value={each}>
                {kinds[each]}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={kind === 'region' ? 'Region' : 'Codes'}
          {...(problem === null
            ? { hint: kind === 'region' ? 'Such as North.' : 'Several with commas between.' }
            : { validationMessage: problem })}
        >
          <Input value={typed} onChange={(_, data) => setTyped(data.value)} />
        </Field>
        <Field label="Until" hint="The last day.">
          <Input type="date" value={until === '' ? value.today : until} onChange={(_, data) => setUntil(data.value)} />
        </Field>
      </div>
      <div className={shared.row}>
        <Button onClick={add}>Tell others</Button>
        {own !== undefined && until !== own.until && (
          <Button appearance="subtle" onClick={() => void send(places)}>
            Only change the day
          </Button>
        )}
        {own !== undefined && (
          <Button appearance="subtle" onClick={() => void send([])}>
            I’m done with all
          </Button>
        )}
      </div>
    </div>
  );
}
