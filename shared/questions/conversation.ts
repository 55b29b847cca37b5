/** Somebody by account and by the name they had at the time. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** What can be said, in words. */
export const sayings = ['comment', 'question', 'answer'] as const;
export type Saying = (typeof sayings)[number];

/** Everything that can be entered in a conversation. Entries are only ever added. */
export const entryKinds = [...sayings, 'edit', 'withdraw', 'close', 'reopen'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface Entry {
  /** Place among all entries of the program, from 1. */
  readonly number: number;
  readonly kind: EntryKind;
  /** Number of the entry that is edited or withdrawn; null: none. */
  readonly refers: number | null;
  /** Null where the entry says nothing in words. */
  readonly text: string | null;
  /** Whom it names. */
  readonly to: readonly NamedPerson[];
  readonly by: NamedPerson;
  /** ISO moment. */
  readonly at: string;
}

/** `said`: nobody has asked anything. */
export const conversationStates = ['said', 'open', 'answered', 'closed'] as const;
export type ConversationState = (typeof conversationStates)[number];

/** One thing in a conversation as it stands now. */
export interface Said {
  readonly number: number;
  readonly kind: Saying | 'close' | 'reopen';
  /** Null: it says nothing in words, or was withdrawn. */
  readonly text: string | null;
  readonly to: readonly NamedPerson[];
  readonly by: NamedPerson;
  readonly at: string;
  /** What stood there before each edit, oldest first; none of what was withdrawn. */
  readonly former: readonly { readonly text: string; readonly until: string }[];
  /** When it was withdrawn; null: it stands. */
  readonly withdrawn: string | null;
}

export interface Conversation {
  readonly state: ConversationState;
  /** Who asked last; null: nobody. */
  readonly asker: NamedPerson | null;
  /** Whom the question waits for, or waited for. */
  readonly asked: readonly NamedPerson[];
  readonly said: readonly Said[];
}

const nothingSaid: Conversation = { state: 'said', asker: null, asked: [], said: [] };

/** A conversation as its entries, in their order, have made it. */
export function conversationOf(entries: readonly Entry[]): Conversation {
  return entries.reduce(entered, nothingSaid);
}

/** The conversation with one more entry. */
export function entered(before: Conversation, entry: Entry): Conversation {
  switch (entry.kind) {
    case 'edit':
      return {
        ...before,
        said: before.said.map((each) => (each.number === entry.refers ? edited(each, entry) : each)),
      };
    case 'withdraw':
      return withdrawn(before, entry);
    case 'close':
    case 'reopen':
      return {
        ...before,
        state: entry.kind === 'close' ? 'closed' : 'open',
        said: [...before.said, saidBy(entry, entry.kind)],
      };
    case 'comment':
    case 'question':
    case 'answer':
      return spoken(before, entry, entry.kind);
  }
}

function spoken(before: Conversation, entry: Entry, kind: Saying): Conversation {
  const said = [...before.said, saidBy(entry, kind)];
  if (kind === 'question') return { state: 'open', asker: entry.by, asked: entry.to, said };
  const isOpen = before.state === 'open';
  // Whoever is drawn in while a question is open is asked, too.
  const asked = isOpen && kind === 'comment' ? joined(before.asked, entry.to) : before.asked;
  return { ...before, state: isOpen && kind === 'answer' ? 'answered' : before.state, asked, said };
}

function saidBy({ number, text, to, by, at }: Entry, kind: Said['kind']): Said {
  return { number, kind, text, to, by, at, former: [], withdrawn: null };
}

function edited(said: Said, { text, at }: Entry): Said {
  if (said.withdrawn !== null) return said;
  return { ...said, text, former: [...said.former, { text: said.text ?? '', until: at }] };
}

/** A question that its asker takes back waits for nobody; an answer that is taken back leaves it open. */
function withdrawn(before: Conversation, { refers, at }: Entry): Conversation {
  const target = before.said.find(({ number }) => number === refers);
  const said = before.said.map((each) =>
    each.number === refers ? { ...each, text: null, former: [], withdrawn: at } : each,
  );
  const standing = (kind: Saying): boolean => said.some((each) => each.kind === kind && each.withdrawn === null);
  if (target?.kind === 'question' && before.state !== 'said' && !standing('question'))
    return { ...before, state: 'closed', said };
  if (target?.kind === 'answer' && before.state === 'answered' && !standing('answer'))
    return { ...before, state: 'open', said };
  return { ...before, said };
}

function joined(first: readonly NamedPerson[], second: readonly NamedPerson[]): readonly NamedPerson[] {
  return [...first, ...second.filter(({ id }) => first.every((each) => each.id !== id))];
}

/** True when the question is open and waits for this account. */
export function waitsFor({ state, asked }: Pick<Conversation, 'state' | 'asked'>, account: string): boolean {
  return state === 'open' && asked.some(({ id }) => id === account);
}
