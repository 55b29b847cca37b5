import { Text } from '@fluentui/react-components';
import { useCallback } from 'react';
import { subjectText } from '../../../shared/questions/subject.ts';
import { useAnswer } from '../../components/use-answer.ts';
import type { SelectedCell } from '../../excel/read/selected-cell.ts';
import { counted } from '../cell-words.ts';
import type { SelectedPlace } from '../schedule/selected-place.ts';
import { useViewStyles } from '../view-styles.ts';
import { AskAbout } from './ask-about.tsx';
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
  const { table, row, column } = selected;
  const { server, heard } = talk;
  const about = subjectText({ kind: 'row', table, row });
  const ask = useCallback(() => server.read({ about, limit: MOST_TOLD }), [server, about]);
  const askWhom = useCallback(() => server.whom(about), [server, about]);
  const said = useAnswer(ask, heard).value?.conversations ?? [];
  const working = (useAnswer(askWhom, heard).value ?? []).filter(({ until }) => until !== null);
  const open = said.filter(({ state }) => state === 'open').length;
  const count =
    said.length === 0 ? '' : ` (${counted(said.length, 'conversation')}${open === 0 ? '' : `, ${open} open`})`;
  return (
    <div className={styles.tight}>
      {working.map(({ id, name, until }) => (
        <Text key={id}>
          <bdi>{name}</bdi> works on this until {until}.
        </Text>
      ))}
      <AskAbout
        key={`${table} ${row} ${column}`}
        label={said.length === 0 ? 'Ask or comment on this cell' : `Questions and comments${count}`}
        about={said.length === 0 ? { kind: 'cell', table, row, column } : { kind: 'row', table, row }}
      />
      {place !== null && <WorkHere place={place} talk={talk} />}
    </div>
  );
}
