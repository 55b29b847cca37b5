import { Button, Field, Input, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { mayWrite } from '../../../shared/access/duties.ts';
import type { CloseCheck, CloseFlag } from '../../../shared/protocol/periods.ts';
import { SHORTEST_EXPLANATION } from '../../../shared/tables/explanations.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { counted } from '../../views/cell-words.ts';
import { explanationWords } from '../../views/totals/explanation-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { DownloadStatus } from '../views/download-status.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { useDownload } from '../views/use-download.ts';
import { mendPlace } from './mend-place.ts';
import type { KnownMonthProps } from './known-month.ts';
import { useAct } from './use-act.ts';

const AT_FIRST = 3;
const AT_A_TIME = 25;

const useStyles = makeStyles({
  checks: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '16px' },
  area: { width: '100%', maxWidth: '70ch' },
  owner: { maxWidth: '320px' },
});

/** What the checks find on the month's day: errors to cure, flags to cure or to explain. */
export function FoundChecks(props: KnownMonthProps) {
  const { known, server, program } = props;
  const styles = useStyles();
  const shared = usePortalStyles();
  const { download, fetchFile } = useDownload(() => server.downloadWorkbook(program.id, { part: { kind: 'open' } }));
  if (known.checks.length === 0)
    return (
      <Text>
        All {known.passed} checks pass as of {known.asOf}.
      </Text>
    );
  const firstOpen = known.checks.find(({ open, severity }) => severity === 'warning' && open > 0)?.id;
  const hasErrors = known.checks.some(({ severity }) => severity === 'error');
  return (
    <>
      <Text>
        {known.passed} checks pass as of {known.asOf}. An error has to be cured; a flag has to be cured or explained.
      </Text>
      <ul className={styles.checks}>
        {known.checks.map((check) => (
          <li key={check.id}>
            <FoundCheck {...props} check={check} isFirst={!hasErrors && check.id === firstOpen} />
          </li>
        ))}
      </ul>
      <div className={shared.row}>
        <Button size="small" onClick={fetchFile}>
          Download the rows to mend
        </Button>
        {mayWrite(program) && <ProgramLink page="workbooks">Return them mended</ProgramLink>}
      </div>
      <DownloadStatus download={download} onRetry={fetchFile} />
    </>
  );
}

interface FoundCheckProps extends KnownMonthProps {
  readonly check: CloseCheck;
  /** It is the first that is left. */
  readonly isFirst: boolean;
}

function FoundCheck(props: FoundCheckProps) {
  const { check, known, isFirst } = props;
  const shared = usePortalStyles();
  const [shown, setShown] = useState(AT_FIRST);
  const [isWriting, setWriting] = useState(false);
  const { title, severity, flags, count, open, mend } = check;
  const state = severity === 'error' ? counted(open, 'error') : open === 0 ? 'All explained' : counted(open, 'flag');
  return (
    <div className={shared.tight}>
      <Text as="h4" weight="semibold" className={shared.heading}>
        {title}
      </Text>
      <Text className={shared.quiet}>
        {state}
        {check.difference === 0 ? '' : ` · ${formatMoney(check.difference)} in all`}
        {open === 0 || mend === '' ? '' : ` · ${mend}`}
      </Text>
      <ul className={shared.list}>
        {flags.slice(0, shown).map((flag) => (
          <li key={flag.subject}>
            <FoundFlag flag={flag} />
          </li>
        ))}
      </ul>
      <ShowMore shown={shown} total={flags.length} step={AT_A_TIME} onMore={() => setShown(shown + AT_A_TIME)} />
      {count > flags.length && shown >= flags.length && (
        <Text className={shared.quiet}>And {count - flags.length} more.</Text>
      )}
      {severity === 'warning' && open > 0 && !isWriting && known.status !== 'Closed' && (
        <div>
          <Button
            size="small"
            appearance={isFirst && props.mayClose ? 'primary' : 'secondary'}
            onClick={() => setWriting(true)}
          >
            {props.mayClose ? 'Explain' : 'Propose an explanation of'} {counted(open, 'flag')}
          </Button>
        </div>
      )}
      {isWriting && <ExplainForm {...props} onEnd={() => setWriting(false)} />}
    </div>
  );
}

function FoundFlag({ flag }: { readonly flag: CloseFlag }) {
  const shared = usePortalStyles();
  const { messages, findings, explanation } = flag;
  const place = mendPlace(flag);
  return (
    <>
      {messages.map((message) => (
        <Text key={message} block>
          {message}
        </Text>
      ))}
      {findings > messages.length && <Text block>And {findings - messages.length} more there.</Text>}
      {place !== null && <ProgramLink page={place.page}>{place.label}</ProgramLink>}
      {explanation !== null && (
        <Text block className={shared.quiet}>
          {explanationWords(explanation)}
        </Text>
      )}
    </>
  );
}

interface ExplainFormProps extends FoundCheckProps {
  readonly onEnd: () => void;
}

function ExplainForm({ check, known, server, program, refresh, onChanged, mayClose, onEnd }: ExplainFormProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const proposed = check.flags.find(({ explanation }) => explanation?.holds === false)?.explanation;
  const [text, setText] = useState(proposed?.explanation ?? '');
  const [owner, setOwner] = useState(proposed?.owner ?? '');
  const act = useAct();
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('textarea')?.focus(), []);
  const isLongEnough = text.trim().length >= SHORTEST_EXPLANATION;
  const save = async (): Promise<void> => {
    const said = { explanation: text, owner: owner.trim() === '' ? null : owner };
    const outcome = await act.run('The explanation wasn’t saved', { ...said, standing: check.standing }, (syncId) =>
      server.explain(program.id, {
        syncId,
        asOf: known.asOf,
        explanations: [{ checkId: check.id, subjects: 'open', standing: check.standing, ...said }],
      }),
    );
    // What was looked at may be otherwise by now. What is unanswered is asked for again as it was.
    if (outcome !== 'unanswered') await refresh();
    if (outcome !== 'done') return;
    onChanged();
    onEnd();
  };
  return (
    <div ref={field} className={shared.tight}>
      <Field
        label={`Why it stands: ${check.title}`}
        hint={`At least ${SHORTEST_EXPLANATION} characters. It is kept for ${check.open === 1 ? 'the flag' : `each of the ${counted(check.open, 'flag')}`}; what becomes worse has to be explained anew.`}
      >
        <Textarea
          className={styles.area}
          value={text}
          rows={2}
          resize="vertical"
          maxLength={2000}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      <Field label="Who sees to it" hint="May be left empty." className={styles.owner}>
        <Input value={owner} maxLength={60} onChange={(_, { value }) => setOwner(value)} />
      </Field>
      {act.problem !== null && <ProblemBar words={act.problem} />}
      <div className={shared.row}>
        <Button appearance="primary" disabledFocusable={act.isBusy || !isLongEnough} onClick={() => void save()}>
          {mayClose ? 'Save explanation' : 'Propose'}
        </Button>
        <Button disabledFocusable={act.isBusy} onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
