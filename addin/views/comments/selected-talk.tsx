import { Button, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { ToldConversation } from '../../../shared/protocol/comments.ts';
import { subjectText } from '../../../shared/questions/subject.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { useAnswer } from '../../components/use-answer.ts';
import type { SelectedCell } from '../../excel/read/selected-cell.ts';
import type { SelectedPlace } from '../schedule/selected-place.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { Conversation } from './conversation.tsx';
import { useTalk, type Talk } from './talk-context.ts';
import { WorkHere } from './work-here.tsx';

interface SelectedTalkProps {
  readonly selected: SelectedCell;
  readonly place: SelectedPlace | null;
}

/** Who works on the selected row, what was said about it, and where to ask. */
export function SelectedTalk(props: SelectedTalkProps) {
  const talk = useTalk();
  return talk === null ? null : <OfRow {...props} talk={talk} />;
}

const MOST_TOLD = 50;

function OfRow({ selected, place, talk }: SelectedTalkProps & { readonly talk: Talk }) {
  const styles = useViewStyles();
  // What is being asked about stays while other cells are selected.
  const [pinned, setPinned] = useState<SelectedCell | null>(null);
  const { server, heard } = talk;
  const about = rowText(selected);
  const ask = useCallback(() => server.read({ about, limit: MOST_TOLD }), [server, about]);
  const askWhom = useCallback(() => server.whom(about), [server, about]);
  const said = useAnswer(ask, heard).value?.conversations ?? [];
  const working = (useAnswer(askWhom, heard).value ?? []).filter(({ until }) => until !== null);
  return (
    <div className={styles.tight}>
      {working.map(({ id, name, until }) => (
        <Text key={id}>
          <bdi>{name}</bdi> works on this until {until}.
        </Text>
      ))}
      <div>
        <Button
          className={styles.outdent}
          size="small"
          appearance="subtle"
          aria-expanded={pinned !== null}
          onClick={() => setPinned(pinned === null ? selected : null)}
        >
          {pinned === null ? saidWords(said) : 'Close questions and comments'}
        </Button>
      </div>
      {pinned !== null && <Pinned selected={pinned} />}
      {place !== null && <WorkHere place={place} talk={talk} />}
    </div>
  );
}

function Pinned({ selected }: { readonly selected: SelectedCell }) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const { table, row, column, rowKey } = selected;
  return (
    <div className={styles.column}>
      <Text weight="semibold">{placeWords(table, rowKey, column, names)}</Text>
      <Conversation about={{ kind: 'cell', table, row, column }} within={{ kind: 'row', table, row }} autoFocus />
    </div>
  );
}

function rowText({ table, row }: SelectedCell): string {
  return subjectText({ kind: 'row', table, row });
}

/** "Questions and comments (3, 1 open)". */
function saidWords(said: readonly ToldConversation[]): string {
  const open = said.filter(({ state }) => state === 'open').length;
  if (said.length === 0) return 'Ask or comment on this cell';
  return `Questions and comments (${said.length}${open === 0 ? '' : `, ${open} open`})`;
}
