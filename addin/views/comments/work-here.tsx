import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { ClaimedPlace, WorkClaimsReply } from '../../../shared/protocol/work-claims.ts';
import { useAnswer } from '../../components/use-answer.ts';
import type { SelectedPlace } from '../schedule/selected-place.ts';
import { useViewStyles } from '../view-styles.ts';
import type { Talk } from './talk-context.ts';

interface WorkHereProps {
  readonly place: SelectedPlace;
  readonly talk: Talk;
}

/** Says to others that the person works on the selected site or project until a day. It locks nothing. */
export function WorkHere({ place, talk: { server, heard } }: WorkHereProps) {
  const styles = useViewStyles();
  const ask = useCallback(() => server.claims(), [server]);
  const { value, again } = useAnswer(ask, heard);
  const [isChoosing, setChoosing] = useState(false);
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  if (value === null) return null;
  const own = value.claims.find(({ isYou }) => isYou);
  const here = placeOf(place);
  const isClaimed = own?.places.some(({ kind, code }) => kind === here.kind && code === here.code) === true;
  const send = async (places: readonly ClaimedPlace[], day: string): Promise<void> => {
    const outcome = await server.claim({ places: [...places], until: day });
    setProblem(outcome.ok ? null : outcome.problem.line);
    if (!outcome.ok) return;
    setChoosing(false);
    again();
  };
  if (isClaimed && own !== undefined)
    return (
      <div className={styles.row} style={{ alignItems: 'center' }}>
        <Text>You work here until {own.until}.</Text>
        <Button
          size="small"
          appearance="subtle"
          onClick={() =>
            void send(
              own.places.filter(({ kind, code }) => kind !== here.kind || code !== here.code),
              own.until,
            )
          }
        >
          I’m done
        </Button>
      </div>
    );
  const day = until === '' ? (own?.until ?? daysAfter(value, 4)) : until;
  return (
    <>
      <div>
        <Button size="small" appearance="subtle" aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
          I work on this {here.kind}
        </Button>
      </div>
      {isChoosing && (
        <div className={styles.tight}>
          <Field
            label="Until"
            hint="Others see it, and questions come to you. Nothing is locked."
            {...(problem === null ? {} : { validationMessage: problem })}
          >
            <Input type="date" value={day} onChange={(_, { value: typed }) => setUntil(typed)} />
          </Field>
          <div>
            <Button size="small" onClick={() => void send([...(own?.places ?? []), here], day)}>
              Tell others
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

/** A site where the row names one, else its project. */
function placeOf({ project, location }: SelectedPlace): ClaimedPlace {
  return location === null ? { kind: 'project', code: project ?? '' } : { kind: 'site', code: location };
}

const DAY_MS = 86_400_000;

function daysAfter({ today }: WorkClaimsReply, days: number): string {
  return new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, today.length);
}
