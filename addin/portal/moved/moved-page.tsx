import { Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { CutOptions } from '../../views/totals/cut-options.tsx';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { isCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import type { BaselinesReply } from '../../../shared/protocol/baselines.ts';
import { baselineWords } from '../../views/totals/bridge-words.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { withParameter } from '../views/with-parameter.ts';
import { withoutFigure } from '../views/with-figure.ts';
import { WithExplanation } from '../views/with-explanation.tsx';
import { Baselines } from './baselines.tsx';
import { MovedTables } from './moved-tables.tsx';

const TODAY = 'today';
const OTHER = 'other';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '32px' },
  choice: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    gap: '12px',
    alignItems: 'start',
  },
});

/** What has moved between two moments of the plan, and the moments that have a name. */
export function MovedPage({ server, program }: ProgramPageProps) {
  const ask = useCallback(() => server.baselines(program.id), [server, program.id]);
  return (
    <PageFrame
      heading="What moved"
      lead="Between any two baselines, days or revisions: money, dates and scope."
      hasDay={false}
    >
      <PortalAnswer ask={ask} waiting="Looking up the baselines…" failed="The baselines couldn’t be read">
        {(reply) => <Moved {...{ server, program }} known={reply} />}
      </PortalAnswer>
    </PageFrame>
  );
}

interface MovedProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly known: BaselinesReply;
}

function Moved({ server, program, known }: MovedProps) {
  const styles = useStyles();
  const [query, setQuery] = useSearchParams();
  const choose = (name: string, value: string): void =>
    setQuery((before) => withoutFigure(withParameter(before, name, value)), { replace: true });
  const from = query.get('from') ?? known.baselines[0]?.id ?? TODAY;
  const to = query.get('to') ?? TODAY;
  const asked = query.get('by') ?? '';
  const by: Cut = isCut(asked) ? asked : 'project';
  const ask = useCallback(() => server.moved(program.id, { from, to, by }), [server, program.id, from, to, by]);
  return (
    <div className={styles.page}>
      <div className={styles.choice}>
        <MomentField label="From" value={from} known={known} onChoose={(value) => choose('from', value)} />
        <MomentField label="To" value={to} known={known} onChoose={(value) => choose('to', value)} />
        <Field label="Money by">
          <Select value={by} onChange={(_, { value }) => choose('by', value)}>
            <CutOptions />
          </Select>
        </Field>
      </div>
      <WithExplanation server={server} program={program.id}>
        {(explain) => (
          <PortalAnswer ask={ask} waiting="Comparing…" failed="The two moments couldn’t be compared">
            {(reply) => (
              <MovedTables
                {...{ server, reply }}
                since={from === '' ? TODAY : from}
                program={program.id}
                onExplain={explain}
              />
            )}
          </PortalAnswer>
        )}
      </WithExplanation>
      <PagePart heading="Baselines">
        <Text>
          The adopted plan, each approved board amendment and each closed month are named by themselves and stay as they
          are.
        </Text>
        <Baselines {...{ server, known }} program={program.id} />
      </PagePart>
    </div>
  );
}

interface MomentFieldProps {
  readonly label: string;
  readonly value: string;
  readonly known: BaselinesReply;
  readonly onChoose: (value: string) => void;
}

/** A moment of the plan: today, a baseline, or a day or revision that is typed. */
function MomentField({ label, value, known: { baselines }, onChoose }: MomentFieldProps) {
  const isListed = value === TODAY || baselines.some(({ id }) => id === value);
  return (
    <>
      <Field label={label}>
        <Select
          value={isListed ? value : OTHER}
          onChange={(_, data) => onChoose(data.value === OTHER ? '' : data.value)}
        >
          <option value={TODAY}>Today</option>
          {baselines.toReversed().map((baseline) => (
            <option key={baseline.id} value={baseline.id}>
              {baselineWords(baseline)}
            </option>
          ))}
          <option value={OTHER}>A day or a revision…</option>
        </Select>
      </Field>
      {!isListed && <TypedMoment label={label} value={value} onChoose={onChoose} />}
    </>
  );
}

function TypedMoment({ label, value, onChoose }: Omit<MomentFieldProps, 'known'>) {
  return (
    <Field label={`${label}: day or revision`} hint="Such as 2026-10-31, or 148. Press Enter.">
      <Input
        defaultValue={value}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter' && currentTarget instanceof HTMLInputElement) onChoose(currentTarget.value.trim());
        }}
        onBlur={({ currentTarget }) => onChoose(currentTarget.value.trim())}
      />
    </Field>
  );
}
