import { Button, Text, ToggleButton } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { PostingsReply, WirePosting } from '../../../shared/protocol/postings.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ChangeLine } from '../../components/change-line.tsx';
import { OpeningGroup } from '../../components/opening-group.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { AskAbout } from '../comments/ask-about.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import type { AmountSource } from './amount-source.ts';
import { FigureBridge } from './figure-bridge.tsx';
import { AMOUNTS_PER_STEP, MoreAmounts } from './more-amounts.tsx';
import { timeOf } from './time-of.ts';
import {
  amountColumn,
  ESTIMATE_WORDS,
  groupCount,
  groupWords,
  SHARE_WORDS,
  postingPlace,
  postingWords,
  wholeFigure,
  type ExplainedFigure,
} from './explained-figure.ts';

interface FigureExplanationProps<P extends { readonly kind: string }> {
  readonly source: AmountSource<P>;
  readonly figure: ExplainedFigure;
  /** Level of the heading; those of the parts are one below. */
  readonly level: 2 | 4;
  /** What is shown at first; default: what it is made of. */
  readonly shows?: 'made' | 'changed';
  /** Where the way back leads; default: to the totals. */
  readonly back?: string;
  /** Shows a cell in the sheet; absent: there is no sheet. */
  readonly onJump?: ((place: CellPlace) => void) | undefined;
  readonly onBack: () => void;
}

/** What a figure is made of, and behind the shares of a place what the figures of their projects are. */
export function FigureExplanation<P extends { readonly kind: string }>(props: FigureExplanationProps<P>) {
  const { onBack, figure, shows = 'made', back = 'Back to the totals' } = props;
  const [isChange, setChange] = useState(shows === 'changed');
  const [project, setProject] = useState<ExplainedFigure | null>(null);
  const styles = useViewStyles();
  const shown = project ?? figure;
  return (
    <div className={styles.column}>
      <Button appearance="subtle" size="small" style={{ alignSelf: 'flex-start' }} onClick={onBack}>
        {back}
      </Button>
      {project !== null && (
        <Button appearance="subtle" size="small" style={{ alignSelf: 'flex-start' }} onClick={() => setProject(null)}>
          Back to {figure.of}
        </Button>
      )}
      <Made key={shown.of} {...props} figure={shown}>
        <div className={styles.row} role="group" aria-label="What to show">
          <ToggleButton size="small" checked={!isChange} onClick={() => setChange(false)}>
            What it is made of
          </ToggleButton>
          <ToggleButton size="small" checked={isChange} onClick={() => setChange(true)}>
            How it has changed
          </ToggleButton>
        </div>
        {isChange ? (
          <FigureBridge {...props} figure={shown} />
        ) : (
          <AmountsOf {...props} figure={shown} onProject={setProject} />
        )}
      </Made>
    </div>
  );
}

interface MadeProps {
  readonly figure: ExplainedFigure;
  readonly level: 2 | 4;
  readonly children: ReactNode;
}

/** Names the figure, and takes the focus: what was pressed is not there any more. */
function Made({ figure, level, children }: MadeProps) {
  const styles = useViewStyles();
  const made = useRef<HTMLElement>(null);
  useEffect(() => made.current?.focus(), []);
  return (
    <section
      ref={made}
      tabIndex={-1}
      className={styles.column}
      aria-label="What the figure is made of, and how it has changed"
    >
      <div className={styles.tight}>
        <Text as={level === 2 ? 'h2' : 'h4'} weight="semibold" size={400} className={styles.heading}>
          {figure.label}
        </Text>
        <Text>{figure.of}</Text>
      </div>
      {figure.asOf !== null && (
        <AskAbout
          label="Ask about this figure"
          about={{ kind: 'figure', measure: figure.measure, part: figure.part, asOf: figure.asOf }}
        />
      )}
      {children}
    </section>
  );
}

interface AmountsProps<P extends { readonly kind: string }> extends FigureExplanationProps<P> {
  /** Opens what the figure of a whole project is made of. */
  readonly onProject: (figure: ExplainedFigure) => void;
}

/** Its accounts and changes, which add up to it, and behind each the rows that say so. */
function AmountsOf<P extends { readonly kind: string }>(props: AmountsProps<P>) {
  const { onBack: _back, ...rest } = props;
  const { source, figure } = rest;
  const styles = useViewStyles();
  const { measure, part, revision, asOf } = figure;
  const ask = useCallback(
    () => source.postings({ measure, part, ...timeOf(revision, asOf), limit: 1 }),
    [source, measure, part, revision, asOf],
  );
  const { value, problem, isLoading, again } = useAnswer(ask);
  return (
    <>
      {value !== null && (
        <Text className={styles.quiet}>
          {formatMoney(value.total)} as of revision {value.revision}
          {asOf === null ? '' : `, ${asOf}`}. It is the sum of:
        </Text>
      )}
      {problem !== null && <ProblemNotice words={source.words(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Looking it up…" />}
      {value?.groups.length === 0 && (
        <Text className={styles.quiet}>No amounts: nothing has a part in this figure.</Text>
      )}
      {value?.groups.map((group) => (
        <ExplainedGroup key={`${group.account} ${group.change ?? ''}`} {...rest} group={group} />
      ))}
    </>
  );
}

interface ExplainedGroupProps<P extends { readonly kind: string }> extends Omit<AmountsProps<P>, 'onBack'> {
  readonly group: PostingsReply['groups'][number];
}

function ExplainedGroup<P extends { readonly kind: string }>(props: ExplainedGroupProps<P>) {
  const { group, level } = props;
  return (
    <OpeningGroup
      level={level === 2 ? 3 : 5}
      title={`${formatMoney(group.amount)} · ${groupWords(group)}`}
      lines={[groupCount(group), ...remarkOf(group)]}
      of="rows"
    >
      <GroupAmounts {...props} />
    </OpeningGroup>
  );
}

function remarkOf({ account }: PostingsReply['groups'][number]): readonly string[] {
  if (account === 'share') return [SHARE_WORDS];
  return account === 'estimate' ? [ESTIMATE_WORDS] : [];
}

function GroupAmounts<P extends { readonly kind: string }>(props: ExplainedGroupProps<P>) {
  const { source, figure, group, onJump, onProject } = props;
  const names = useCodeNames();
  const [shown, setShown] = useState(AMOUNTS_PER_STEP);
  const { measure, part, revision, asOf } = figure;
  const { account, change, count } = group;
  const ask = useCallback(
    () =>
      source.postings({
        measure,
        part: { ...part, account, ...(change === null ? {} : { change }) },
        ...timeOf(revision, asOf),
        limit: shown,
      }),
    [source, measure, part, revision, asOf, account, change, shown],
  );
  const { value, problem, isLoading, again } = useAnswer(ask);
  return (
    <>
      {value?.postings.map((posting) => {
        const whole = wholeFigure(figure, posting, names);
        return (
          <ChangeLine
            key={`${posting.table} ${posting.row}`}
            place={whole?.of ?? postingPlace(posting, names)}
            values={postingWords(posting)}
            onJump={whole === null ? jumpOf(posting, onJump) : undefined}
            action={
              whole === null
                ? undefined
                : { label: `All of ${posting.project ?? ''}`, isDisabled: false, does: () => onProject(whole) }
            }
          />
        );
      })}
      <MoreAmounts
        problem={problem === null ? null : source.words(problem)}
        onRetry={again}
        onMore={setShown}
        {...{ isLoading, shown, count }}
      />
    </>
  );
}

function jumpOf(posting: WirePosting, onJump: ((place: CellPlace) => void) | undefined): (() => void) | undefined {
  const { table, row, key } = posting;
  return key === null || onJump === undefined ? undefined : () => onJump({ table, row, column: amountColumn(posting) });
}
