import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { PeriodReply } from '../../../shared/protocol/periods.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { counted } from '../../views/cell-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { CloseStep } from './close-step.tsx';
import { monthName } from './close-words.ts';

const AT_FIRST = 5;

interface WaitedForProps {
  readonly known: PeriodReply;
}

/** Whose forecast of the month is still to come. It does not hold up a close. */
export function ForecastStep({ known: { forecasts, period } }: WaitedForProps) {
  const shared = usePortalStyles();
  const [shown, setShown] = useState(AT_FIRST);
  const { due, missing } = forecasts;
  if (missing.length === 0) {
    return (
      <CloseStep state="done" heading="Forecasts">
        <Text>{due === 0 ? 'No project is active.' : `All ${due} active projects have a forecast of the month.`}</Text>
      </CloseStep>
    );
  }
  return (
    <CloseStep state="told" heading="Forecasts">
      <Text>
        {counted(missing.length, 'active project')} of {due} {missing.length === 1 ? 'has' : 'have'} no forecast of{' '}
        {monthName(period)}. It does not hold up the close.
      </Text>
      <ul className={shared.list}>
        {missing.slice(0, shown).map(({ project, name, manager }) => (
          <li key={project}>
            <ProgramLink page={`projects/${project}`}>
              {project} · {name}
            </ProgramLink>
            {manager === null ? '' : ` (${manager})`}
          </li>
        ))}
      </ul>
      <ShowMore shown={shown} total={missing.length} step={50} onMore={() => setShown(shown + 50)} />
    </CloseStep>
  );
}

/** Budget changes that nobody has decided on. They do not hold up a close: what waits moves nothing. */
export function WaitingStep({ known: { waiting } }: WaitedForProps) {
  const shared = usePortalStyles();
  const [shown, setShown] = useState(AT_FIRST);
  if (waiting.length === 0) {
    return (
      <CloseStep state="done" heading="Budget changes">
        <Text>None waits for a decision.</Text>
      </CloseStep>
    );
  }
  return (
    <CloseStep state="told" heading="Budget changes">
      <Text>
        {counted(waiting.length, 'change')} {waiting.length === 1 ? 'waits' : 'wait'} for a decision and{' '}
        {waiting.length === 1 ? 'moves' : 'move'} nothing until then.
      </Text>
      <ul className={shared.list}>
        {waiting.slice(0, shown).map(({ number, type, status, submittedOn }) => (
          <li key={number}>
            <ProgramLink page={`changes/${number}`}>{number}</ProgramLink> · {type} · {status}
            {submittedOn === null ? '' : ` since ${submittedOn}`}
          </li>
        ))}
      </ul>
      <ShowMore shown={shown} total={waiting.length} step={50} onMore={() => setShown(shown + 50)} />
    </CloseStep>
  );
}
