import { useCallback, useMemo, useState } from 'react';
import type { Askable, CommentsReply, ToldConversation } from '../../../shared/protocol/comments.ts';
import { useAnswer } from '../../components/use-answer.ts';
import type { CommentsQuery } from '../../sync/server/server-client.ts';
import type { Talk } from './talk-context.ts';
import type { TalkAct, TalkProblem } from './talk-server.ts';

export interface Conversations {
  /** Null while the first answer is on its way. */
  readonly shown: readonly ToldConversation[] | null;
  readonly counts: CommentsReply['counts'] | null;
  readonly hasMore: boolean;
  readonly people: readonly Askable[];
  /** Why something could not be read or entered; null: nothing. */
  readonly problem: Pick<TalkProblem, 'title' | 'line'> | null;
  readonly isLoading: boolean;
  readonly again: () => void;
  readonly more: () => void;
  /** @returns true once it is entered */
  readonly enter: (act: TalkAct) => Promise<boolean>;
  readonly whole: (conversation: number) => void;
}

const PER_PAGE = 20;
const OFFLINE = { title: 'You’re offline', line: 'What you have written stays here. Send it when you’re back.' };

/** The conversations of a query, followed as others speak; what is entered shows at once. */
export function useConversations({ server, heard }: Talk, query: CommentsQuery, about: string): Conversations {
  const [limit, setLimit] = useState(PER_PAGE);
  const [entered, setEntered] = useState<{ readonly asked: string; readonly reply: CommentsReply } | null>(null);
  const [wholes, setWholes] = useState<ReadonlyMap<number, ToldConversation>>(new Map());
  const [refusal, setRefusal] = useState<TalkProblem | null>(null);
  const [requests] = useState(() => new Map<string, string>());
  const asked = JSON.stringify(query);
  // What was entered stays in sight, but only where it was entered.
  const newest = entered?.asked === asked ? entered.reply : null;
  const ask = useCallback(() => {
    const wanted: CommentsQuery = JSON.parse(asked);
    return server.read({ ...wanted, limit });
  }, [server, asked, limit]);
  const { value, problem, isLoading, again } = useAnswer(ask, heard);
  const askWhom = useCallback(() => server.whom(about), [server, about]);
  const people = useAnswer(askWhom).value ?? [];
  const shown = useMemo(() => (value === null ? null : merged(value, newest, wholes)), [value, newest, wholes]);
  const enter = async (act: TalkAct): Promise<boolean> => {
    // [I1] Sent again after a lost answer, it is the same request.
    const said = JSON.stringify(act);
    const id = requests.get(said) ?? crypto.randomUUID();
    requests.set(said, id);
    const outcome = await server.enter(act, id);
    setRefusal(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return false;
    requests.delete(said);
    setEntered({ asked, reply: outcome.value });
    setWholes(
      (known) => new Map([...known, ...outcome.value.conversations.map((each) => [each.number, each] as const)]),
    );
    again();
    return true;
  };
  const whole = (conversation: number): void =>
    void server.read({ conversation }).then((outcome) => {
      setRefusal(outcome.ok ? null : outcome.problem);
      if (outcome.ok)
        setWholes(
          (known) => new Map([...known, ...outcome.value.conversations.map((each) => [each.number, each] as const)]),
        );
    });
  return {
    shown,
    counts: newest !== null && newest.last > (value?.last ?? 0) ? newest.counts : (value?.counts ?? null),
    hasMore: value?.next !== undefined && value.next !== null && limit < MOST_PER_PAGE,
    people,
    problem: refusal ?? (problem === null ? null : 'title' in problem ? problem : OFFLINE),
    isLoading,
    again,
    more: () => setLimit(MOST_PER_PAGE),
    enter,
    whole,
  };
}

/** As many as the server tells at once. */
const MOST_PER_PAGE = 50;

/** What was read, with what has been told since about single ones; a new one comes first. */
function merged(
  { conversations }: CommentsReply,
  newest: CommentsReply | null,
  wholes: ReadonlyMap<number, ToldConversation>,
): readonly ToldConversation[] {
  const isKnown = new Set(conversations.map(({ number }) => number));
  const added = (newest?.conversations ?? []).filter(({ number }) => !isKnown.has(number));
  return [
    ...added,
    ...conversations.map((each) => {
      const known = wholes.get(each.number);
      return known !== undefined && known.last >= each.last ? known : each;
    }),
  ];
}
