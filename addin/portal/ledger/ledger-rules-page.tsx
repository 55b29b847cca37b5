import { Button, Checkbox, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { LedgerRulesReply, WireLedgerRule } from '../../../shared/protocol/ledger-rules.ts';
import { ledgerRules } from '../../../shared/tables/ledger-rules.ts';
import { costCategories } from '../../../shared/tables/lists.ts';
import { isOutdated, wordsOfPortalProblem, type ProblemWords } from '../portal-problem.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable } from '../views/data-table.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { ledgerCalls } from './ledger-calls.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: '12px 16px' },
});

const patterns = ['account', 'vendor', 'description', 'project', 'org'] as const;

/** The office's rules for rows of the ledger: read, written and kept with their history like the rest of the plan. */
export function LedgerRulesPage({ server, program, onChanged }: ProgramPageProps) {
  const ask = useCallback(() => ledgerCalls(server.asks).ledgerRules(program.id), [server, program.id]);
  return (
    <PageFrame
      heading="Ledger rules"
      lead="Where rows of the ledger go that name neither a commitment nor an account of the plan. The first rule that fits holds; * stands for anything, ? for one character."
      parent={{ page: 'workbooks/ledger', label: 'Import the ledger' }}
      hasDay={false}
    >
      <PortalAnswer ask={ask} waiting="Reading the rules…" failed="The rules couldn’t be read">
        {(rules) => <Rules {...{ server, program, onChanged }} first={rules} />}
      </PortalAnswer>
    </PageFrame>
  );
}

type RulesProps = Pick<ProgramPageProps, 'server' | 'program' | 'onChanged'> & { readonly first: LedgerRulesReply };

/** The rule that is being written; row null: a new one. */
interface Draft {
  readonly row: string | null;
  readonly rule: WireLedgerRule;
}

function Rules({ server, program, onChanged, first }: RulesProps) {
  const shared = usePortalStyles();
  const [known, setKnown] = useState(first);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const write = async ({ row, rule }: { readonly row: string | null; readonly rule: WireLedgerRule | null }) => {
    const request = { syncId: crypto.randomUUID(), seen: known.revision, hash: known.hash, row, rule };
    const outcome = await ledgerCalls(server.asks).writeLedgerRule(program.id, request);
    if (!outcome.ok) {
      setProblem(wordsOfPortalProblem(outcome.problem, 'The rule wasn’t saved', 'What you have written stands here.'));
      if (isOutdated(outcome.problem)) await lookAgain();
      return;
    }
    setProblem(null);
    setDraft(null);
    setKnown(outcome.value);
    onChanged();
  };
  const lookAgain = async (): Promise<void> => {
    const newest = await ledgerCalls(server.asks).ledgerRules(program.id);
    if (newest.ok) setKnown(newest.value);
  };
  const last = known.rules.at(-1)?.rule.order ?? 0;
  return (
    <section className={shared.column} aria-label="Rules">
      {known.rules.length === 0 && <Text>There is no rule yet.</Text>}
      {known.rules.length > 0 && (
        <DataTable
          caption="Rules in the order in which they are tried"
          columns={[
            { label: 'Order' },
            { label: 'Rows with' },
            { label: 'Go to' },
            { label: 'Note' },
            { label: 'Change' },
          ]}
          rows={known.rules.map(({ row, rule }) => ({
            id: row,
            cells: [
              String(rule.order),
              patternWords(rule),
              targetWords(rule),
              rule.note ?? '',
              known.mayEdit && (
                <div key="change" className={shared.row}>
                  <Button size="small" aria-label={`Edit rule ${rule.order}`} onClick={() => setDraft({ row, rule })}>
                    Edit
                  </Button>
                  <Button
                    size="small"
                    aria-label={`Remove rule ${rule.order}`}
                    onClick={() => void write({ row, rule: null })}
                  >
                    Remove
                  </Button>
                </div>
              ),
            ],
          }))}
        />
      )}
      {problem !== null && <ProblemBar words={problem} />}
      {draft !== null && (
        <RuleForm
          key={draft.row ?? 'new'}
          draft={draft}
          onSave={(rule) => write({ row: draft.row, rule })}
          onCancel={() => setDraft(null)}
        />
      )}
      {draft === null && known.mayEdit && (
        <div className={shared.row}>
          <Button onClick={() => setDraft({ row: null, rule: { ...blank, order: last + STEP } })}>Add a rule</Button>
        </div>
      )}
    </section>
  );
}

/** Between two rules there is room for others. */
const STEP = 10;

const blank: WireLedgerRule = {
  order: STEP,
  account: null,
  vendor: null,
  description: null,
  project: null,
  org: null,
  budgetLine: null,
  toProject: null,
  category: null,
  outside: null,
  note: null,
};

function patternWords(rule: WireLedgerRule): string {
  const said = patterns.filter((name) => rule[name] !== null);
  return said.map((name) => `${ledgerRules.columns[name].label} ${rule[name]}`).join(', ');
}

function targetWords({ budgetLine, toProject, category, outside }: WireLedgerRule): string {
  if (outside === true) return 'not of this plan';
  if (budgetLine !== null) return budgetLine;
  return [toProject ?? 'the project they name', category].filter(Boolean).join(', ');
}

interface RuleFormProps {
  readonly draft: Draft;
  readonly onSave: (rule: WireLedgerRule) => Promise<void>;
  readonly onCancel: () => void;
}

function RuleForm({ draft, onSave, onCancel }: RuleFormProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [rule, setRule] = useState(draft.rule);
  const [order, setOrder] = useState(String(draft.rule.order));
  const [isBusy, setBusy] = useState(false);
  const number = /^[1-9]\d{0,8}$/.test(order.trim()) ? Number(order) : null;
  const field = (name: (typeof patterns)[number] | 'budgetLine' | 'toProject' | 'note') => (
    <Field key={name} label={ledgerRules.columns[name].label} hint={ledgerRules.columns[name].help}>
      <Input
        value={rule[name] ?? ''}
        maxLength={120}
        onChange={(_, { value }) => setRule({ ...rule, [name]: value === '' ? null : value })}
      />
    </Field>
  );
  const save = async (): Promise<void> => {
    if (number === null) return;
    setBusy(true);
    await onSave({ ...rule, order: number });
    setBusy(false);
  };
  return (
    <div
      className={shared.tight}
      role="group"
      aria-label={draft.row === null ? 'New rule' : `Rule ${draft.rule.order}`}
    >
      <Text weight="semibold">Rows with</Text>
      <div className={styles.fields}>{patterns.map(field)}</div>
      <Text weight="semibold">go to</Text>
      <div className={styles.fields}>
        {field('budgetLine')}
        {field('toProject')}
        <Field label="Cost Category">
          <Select
            value={rule.category ?? ''}
            onChange={(_, { value }) => setRule({ ...rule, category: value === '' ? null : value })}
          >
            <option value="">None</option>
            {costCategories.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <Checkbox
          label="Not of this plan"
          checked={rule.outside === true}
          onChange={(_, { checked }) => setRule({ ...rule, outside: checked === true ? true : null })}
        />
      </div>
      <div className={styles.fields}>
        <Field
          label="Order"
          {...(number === null && {
            validationState: 'error' as const,
            validationMessage: 'A whole number from 1 on.',
          })}
        >
          <Input value={order} inputMode="numeric" onChange={(_, { value }) => setOrder(value)} />
        </Field>
        {field('note')}
      </div>
      <div className={shared.row}>
        <Button appearance="primary" disabledFocusable={isBusy || number === null} onClick={() => void save()}>
          Save
        </Button>
        <Button disabledFocusable={isBusy} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
