import { useCallback } from 'react';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { ChosenField } from '../views/chosen-field.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';

interface SinceBaselineProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  /** The day that is looked from; null: any. */
  readonly since: string | null;
  readonly onSince: (day: string | null) => void;
}

/** The day of a baseline by its name, the newest first: what has come on its way since the plan was last adopted, say. */
export function SinceBaseline({ server, program, since, onSince }: SinceBaselineProps) {
  const ask = useCallback(() => server.baselines(program.id), [server, program.id]);
  const { answer } = usePortalAnswer(ask);
  // The day can still be typed where the names do not come.
  const baselines = answer?.ok === true ? answer.value.baselines.toReversed() : [];
  if (baselines.length === 0) return null;
  const isOfOne = baselines.some(({ asOf }) => asOf === since);
  return (
    <ChosenField
      label="Since baseline"
      all="Any"
      choices={baselines.map(({ name, asOf }) => ({ value: asOf, label: `${name} (${asOf})` }))}
      value={isOfOne ? since : null}
      onChoose={onSince}
    />
  );
}
