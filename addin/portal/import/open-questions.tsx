import { Button, Checkbox, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ImportMapping, ProposalKind } from '../../../shared/import/import-mapping.ts';
import type { ImportReply } from '../../../shared/protocol/imports.ts';
import { importTableNamed } from '../../../shared/import/import-table-named.ts';
import { columnLabel } from '../../../shared/tables/table.ts';
import { counted } from '../../views/cell-words.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { kindWords, proposalLine, unknownWords } from './import-words.ts';

const useStyles = makeStyles({
  /** Takes back the indent Fluent gives to a tick. */
  tick: { marginLeft: '-10px' },
  fields: { display: 'flex', flexWrap: 'wrap', gap: '12px 16px' },
  inner: { paddingLeft: '24px' },
});

interface QuestionsProps {
  readonly reply: ImportReply;
  readonly onDecide: (decision: ImportMapping) => void;
}

/** Readings that are not written there so: each kind is accepted as a whole, or cell by cell. */
export function Readings({ reply, onDecide }: QuestionsProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { kinds, mapping } = reply;
  const accept = mapping.accept ?? [];
  if (kinds.length === 0) return null;
  const isOpen = kinds.some(({ count, accepted }) => accepted < count);
  const setKind = (kind: ProposalKind, isOn: boolean): void => {
    const others = accept.filter((each) => each !== kind && !each.startsWith(`${kind}@`));
    onDecide({ accept: isOn ? [...others, kind] : others });
  };
  return (
    <div className={shared.tight} role="group" aria-labelledby="readings">
      <Text as="h3" weight="semibold" id="readings" className={shared.heading}>
        Is it meant so?
      </Text>
      <Text>
        This does not stand in your table as it would go into the plan. A row stays out until its readings are accepted.
      </Text>
      {kinds.map(({ kind, count, accepted }) => (
        <div key={kind}>
          <Checkbox
            className={styles.tick}
            label={kindWords(reply, kind, count)}
            checked={accepted === count ? true : accepted > 0 ? 'mixed' : false}
            onChange={(_, { checked }) => setKind(kind, checked === true)}
          />
          {count > 1 && !accept.includes(kind) && <EachCell reply={reply} kind={kind} onDecide={onDecide} />}
        </div>
      ))}
      {isOpen && kinds.length > 1 && (
        <div className={shared.row}>
          <Button onClick={() => onDecide({ accept: [...new Set([...accept, ...kinds.map(({ kind }) => kind)])] })}>
            Accept all of them
          </Button>
        </div>
      )}
    </div>
  );
}

interface EachCellProps extends QuestionsProps {
  readonly kind: ProposalKind;
}

function EachCell({ reply, kind, onDecide }: EachCellProps) {
  const styles = useStyles();
  const accept = reply.mapping.accept ?? [];
  const found = reply.proposals.filter((proposal) => proposal.kind === kind);
  return (
    <details className={styles.inner}>
      <summary>
        <Text>One by one</Text>
      </summary>
      {found.map((proposal) => {
        const name = `${kind}@${proposal.cell}`;
        return (
          <div key={name}>
            <Checkbox
              className={styles.tick}
              label={proposalLine(reply.table, proposal)}
              checked={proposal.accepted}
              onChange={(_, { checked }) =>
                onDecide({ accept: checked === true ? [...accept, name] : accept.filter((each) => each !== name) })
              }
            />
          </div>
        );
      })}
    </details>
  );
}

/** Words that are none of a column's list: what each means is said once. */
export function UnknownWords({ reply, onDecide }: QuestionsProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const words = unknownWords(reply);
  const table = importTableNamed(reply.table);
  if (words.length === 0) return null;
  return (
    <div className={shared.tight} role="group" aria-labelledby="unknown-words">
      <Text as="h3" weight="semibold" id="unknown-words" className={shared.heading}>
        What do these words mean?
      </Text>
      <div className={styles.fields}>
        {words.map(({ column, text, count, choices }) => (
          <Field key={`${column} ${text}`} label={`${columnLabel(table, column)} “${text}” (${counted(count, 'row')})`}>
            <Select
              value=""
              onChange={(_, { value }) => {
                const { values = {} } = reply.mapping;
                onDecide({ values: { ...values, [column]: { ...values[column], [text]: value } } });
              }}
            >
              <option value="">Leave the rows out</option>
              {choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </div>
  );
}

/** What new rows need and the table does not say. */
export function Defaults({ reply, onDecide }: QuestionsProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const table = importTableNamed(reply.table);
  const { defaults = {} } = reply.mapping;
  const names = [...new Set([...reply.needed.filter((name) => !table.key.includes(name)), ...Object.keys(defaults)])];
  if (names.length === 0) return null;
  const set = (name: string, value: string): void => onDecide({ defaults: { ...defaults, [name]: value } });
  return (
    <div className={shared.tight} role="group" aria-labelledby="defaults">
      <Text as="h3" weight="semibold" id="defaults" className={shared.heading}>
        What new rows get where your table says nothing
      </Text>
      <div className={styles.fields}>
        {names.map((name) => {
          const column = table.columns[name];
          const value = defaults[name] ?? '';
          return (
            <Field key={name} label={columnLabel(table, name)}>
              {column?.kind === 'list' ? (
                <Select value={value} onChange={(_, chosen) => set(name, chosen.value)}>
                  <option value="">Nothing</option>
                  {column.values.map((choice) => (
                    <option key={choice}>{choice}</option>
                  ))}
                </Select>
              ) : (
                <TypedDefault value={value} onLeave={(typed) => set(name, typed)} />
              )}
            </Field>
          );
        })}
      </div>
    </div>
  );
}

interface TypedDefaultProps {
  readonly value: string;
  readonly onLeave: (typed: string) => void;
}

/** A value is worked with when the field is left: each look at the file takes a moment. */
function TypedDefault({ value, onLeave, ...field }: TypedDefaultProps) {
  const [typed, setTyped] = useState(value);
  const leave = (): void => {
    if (typed !== value) onLeave(typed);
  };
  return (
    <Input
      {...field}
      value={typed}
      onChange={(_, next) => setTyped(next.value)}
      onBlur={leave}
      onKeyDown={({ key }) => key === 'Enter' && leave()}
    />
  );
}
