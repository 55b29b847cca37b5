import { Button, Checkbox, Field, Input, Text } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import { measureLabel } from '../../../shared/plan/figures/measures.ts';
import { cutLabels } from '../../../shared/plan/figures/cuts.ts';
import type {
  OpenedInvitation,
  ProgramShare,
  ProgramShares,
  TotalsToPublish,
} from '../../../shared/protocol/roll-ups.ts';
import { figuresOf, publishedAmounts, rollUpMeasures } from '../../../shared/roll-up/published-amounts.ts';
import { WHOLE } from '../../../shared/roll-up/published-cuts.ts';
import { ConfirmAct, type ActToConfirm } from '../admin/confirm-act.tsx';
import { useDoing } from '../admin/use-doing.ts';
import { momentWords, type AskedMoment } from '../asked-moment.ts';
import { isOutdated, isUnanswered, LOOK_FIRST, wordsOfUndone, type ProblemWords } from '../portal-problem.ts';
import { shareCalls, type ShareCalls } from '../roll-ups/roll-up-calls.ts';
import { FigureTable } from '../roll-ups/figure-table.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { RollUpOfProgram } from './roll-up-of-program.tsx';

/** What the program publishes to roll-ups, and for finance the ways to change it. */
export function PublishedTotalsPage({ server, program, moment }: ProgramPageProps) {
  const [calls] = useState(() => shareCalls(server.asks, program.id));
  return (
    <PageFrame
      heading="Totals for roll-ups"
      lead="A state or county office adds up what districts publish to it. It sees sums, never a row, a name, a remark, or which project or school they are of."
      parent={{ page: 'reports', label: 'Reports' }}
    >
      <PortalAnswer ask={calls.shares} waiting="Looking up the roll-ups…" failed="The roll-ups couldn’t be read">
        {(shares) => <Shares key={program.id} calls={calls} moment={moment} first={shares} />}
      </PortalAnswer>
    </PageFrame>
  );
}

interface SharesProps {
  readonly calls: ShareCalls;
  readonly moment: AskedMoment;
  readonly first: ProgramShares;
}

function Shares({ calls, moment, first }: SharesProps) {
  const shared = usePortalStyles();
  const [{ shares, mayPublish }, setShares] = useState(first);
  const [asked, setAsked] = useState<ActToConfirm<ProgramShares> | null>(null);
  const [outdated, setOutdated] = useState<ProblemWords | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setAsked(null);
    // What had the focus is gone.
    list.current?.focus();
  };
  const done = (next: ProgramShares): void => {
    setShares(next);
    close();
  };
  const ask = (act: ActToConfirm<ProgramShares>): void => {
    setOutdated(null);
    setAsked(act);
  };
  // What the question spoke of is there no more: it would be refused for ever, or answered unseen.
  const meanwhile = (words: ProblemWords): void => {
    setOutdated(words);
    close();
  };
  const shown = shares.find(({ rollUp, isOpenToDistricts }) => rollUp === open && isOpenToDistricts);
  return (
    <>
      <div ref={list} tabIndex={-1} role="group" aria-label="Roll-ups of this program" className={shared.column}>
        {shares.length === 0 && (
          <Text className={shared.quiet}>This program has joined no roll-up: nothing of it is published to any.</Text>
        )}
        {shares.map((share) => (
          <ShareCard
            key={share.rollUp}
            {...{ calls, share, moment, mayPublish }}
            isOpen={share.rollUp === open}
            onAsk={ask}
            onChanged={setShares}
            onDone={done}
            onOutdated={meanwhile}
            onOpen={setOpen}
          />
        ))}
        {outdated !== null && <ProblemBar words={outdated} />}
      </div>
      {asked !== null && <ConfirmAct key={asked.label} asked={asked} onCancel={close} />}
      {mayPublish && shown !== undefined && <RollUpOfProgram key={shown.rollUp} calls={calls} share={shown} />}
      {mayPublish && <JoinRollUp calls={calls} onJoined={setShares} />}
      {mayPublish && <ToPublish calls={calls} moment={moment} />}
      {!mayPublish && <Text className={shared.quiet}>Finance joins, publishes and withdraws.</Text>}
    </>
  );
}

interface ShareCardProps {
  readonly calls: ShareCalls;
  readonly share: ProgramShare;
  readonly moment: AskedMoment;
  readonly mayPublish: boolean;
  readonly onAsk: (act: ActToConfirm<ProgramShares>) => void;
  readonly onChanged: (shares: ProgramShares) => void;
  /** Something that was asked about has been done. */
  readonly onDone: (shares: ProgramShares) => void;
  /** What was asked about is not what stands there any more. */
  readonly onOutdated: (words: ProblemWords) => void;
  readonly isOpen: boolean;
  /** Shows a roll-up that is open to its districts; null: none. */
  readonly onOpen: (rollUp: string | null) => void;
}

function ShareCard(props: ShareCardProps) {
  const { calls, share, mayPublish, onAsk, onChanged, isOpen, onOpen } = props;
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const { rollUp, name, district, published, monthly } = share;
  const acts = mayPublish ? actsOn(props) : [];
  const isShown = mayPublish && district !== null && share.isOpenToDistricts;
  const setMonthly = async (next: boolean): Promise<void> => {
    const done = await run('It stays as it was', () => calls.setMonthly(rollUp, next));
    if (done !== null) onChanged(done);
  };
  return (
    <section className={shared.card} aria-label={name}>
      <div className={shared.tight}>
        <Text weight="semibold">{name}</Text>
        <Text className={shared.quiet}>
          {district === null
            ? 'The roll-up has ended this program’s place and reads nothing of it.'
            : `Joined as ${district.code} ${district.name} on ${share.joinedAt.slice(0, 10)}.`}
        </Text>
        <Text>
          {published === null
            ? 'Nothing is published.'
            : `Published: the totals as of ${published.asOf}, revision ${published.revision}, receipt ${published.receipt}.`}
        </Text>
      </div>
      {mayPublish && district !== null && (
        <Checkbox
          label="Publish the totals of each month by itself when it is closed"
          checked={monthly}
          disabled={isBusy}
          onChange={(_, { checked }) => void setMonthly(checked === true)}
        />
      )}
      {problem !== null && <ProblemBar words={problem} />}
      {acts.length > 0 && (
        <div className={shared.row}>
          {isShown && (
            <Button aria-expanded={isOpen} onClick={() => onOpen(isOpen ? null : rollUp)}>
              {isOpen ? 'Hide the roll-up' : 'Look at the roll-up'}
            </Button>
          )}
          {acts.map((act) => (
            <Button key={act.label} aria-label={`${act.label}…`} onClick={() => onAsk(act)}>
              {act.button.replace(' now', '')}…
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}

const NOT_PUBLISHED = 'Nothing was published';

function actsOn({
  share,
  calls,
  moment,
  onChanged,
  onDone: done,
  onOutdated,
}: ShareCardProps): ActToConfirm<ProgramShares>[] {
  const { rollUp, name, district, published } = share;
  const day = momentWords(moment) === '' ? ' as they are today' : momentWords(moment);
  const publish: ActToConfirm<ProgramShares> = {
    label: published === null ? `Publish to ${name}` : `Publish anew to ${name}`,
    words: `Everybody of ${name} will see this program’s totals${day}, by the cuts below and nothing else. They stay as they are until they are published anew or withdrawn.`,
    button: 'Publish now',
    failed: NOT_PUBLISHED,
    act: async () => {
      const answer = await calls.publish(share, moment);
      if (answer.ok) return answer;
      // Somebody may have published since: what stands there now is shown beside the sentence.
      const now = await calls.shares();
      if (now.ok) onChanged(now.value);
      // Of one's own whose answer was lost it would be said that somebody else has published.
      const stands = now.ok ? now.value.shares.find((each) => each.rollUp === rollUp)?.published : published;
      const isAnother = isUnanswered(answer.problem) && stands?.digest !== published?.digest;
      if (isOutdated(answer.problem) || isAnother)
        onOutdated(wordsOfUndone(answer.problem, NOT_PUBLISHED, '', LOOK_FIRST));
      return answer;
    },
    done,
  };
  const withdraw: ActToConfirm<ProgramShares> = {
    label: `Withdraw from ${name}`,
    words: `Nobody of ${name} will see this program’s totals any more, and they are in no sum, until they are published again.`,
    button: 'Withdraw now',
    failed: 'Nothing was withdrawn',
    act: () => calls.withdraw(rollUp),
    done,
  };
  const leave: ActToConfirm<ProgramShares> = {
    label: `Leave ${name}`,
    words: `Leave ${name}? What is published is withdrawn, and you need a new code to come back.`,
    button: 'Leave now',
    failed: 'You have not left',
    act: () => calls.leave(rollUp),
    done,
  };
  return [...(district === null ? [] : [publish]), ...(published === null ? [] : [withdraw]), leave];
}

interface JoinRollUpProps {
  readonly calls: ShareCalls;
  readonly onJoined: (shares: ProgramShares) => void;
}

/** Looks at an invitation, then accepts it: nothing is published by that. */
function JoinRollUp({ calls, onJoined }: JoinRollUpProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, read } = useDoing();
  const [code, setCode] = useState('');
  const [opened, setOpened] = useState<OpenedInvitation | null>(null);
  const look = async (): Promise<void> => {
    const found = await read('The code opens nothing', () => calls.look(code));
    setOpened(found);
  };
  return (
    <PagePart heading="Join a roll-up">
      <form
        aria-label="Join a roll-up"
        className={shared.column}
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '' && !isBusy) void look();
        }}
      >
        <Field label="Code of invitation" hint="The roll-up’s manager sends it, such as 7KQ2-M9XD-04TR-B6HV">
          <Input value={code} maxLength={60} onChange={(_, { value }) => setCode(value)} />
        </Field>
        {problem !== null && <ProblemBar words={problem} />}
        <div className={shared.row}>
          <Button type="submit" disabledFocusable={code.trim() === '' || isBusy}>
            Look at it
          </Button>
        </div>
      </form>
      {opened !== null && (
        <ConfirmAct
          key={opened.code}
          asked={{
            label: `Join ${opened.name}`,
            words: `${opened.name} invites this program as ${opened.code} ${opened.district}. Joining publishes nothing yet.`,
            button: 'Join now',
            failed: 'You have not joined',
            act: () => calls.join(code),
            done: (shares) => {
              setOpened(null);
              setCode('');
              onJoined(shares);
            },
          }}
          onCancel={() => setOpened(null)}
        />
      )}
    </PagePart>
  );
}

/** Exactly what would leave the program at the moment that is chosen above. */
function ToPublish({ calls, moment }: Pick<SharesProps, 'calls' | 'moment'>) {
  const ask = useCallback(() => calls.toPublish(moment), [calls, moment]);
  return (
    <PagePart heading="What would be published">
      <PortalAnswer ask={ask} waiting="Adding up…" failed="The totals couldn’t be read">
        {(totals) => <TotalsTables totals={totals} />}
      </PortalAnswer>
    </PagePart>
  );
}

function TotalsTables({ totals: { cuts, revision, asOf } }: { readonly totals: TotalsToPublish }) {
  return (
    <>
      <Text>
        The totals as of {asOf}, revision {revision}, by the cuts below. Of each group are published:{' '}
        {publishedAmounts.map(measureLabel).join(', ')}, and what a cut has of its own. Shown are those that one asks
        for first.
      </Text>
      {cuts.map(({ cut, groups }) => {
        const label = cut === null ? 'The program' : cutLabels[cut];
        return (
          <FigureTable
            key={label}
            caption={cut === null ? 'In all, in dollars' : `By ${label}, in dollars`}
            label={label}
            measures={[...rollUpMeasures(cut ?? WHOLE)]}
            lines={groups.map(({ group, amounts }) => ({
              name: cut === null ? 'All' : group,
              values: figuresOf(cut ?? WHOLE, amounts),
            }))}
            total={null}
          />
        );
      })}
    </>
  );
}
