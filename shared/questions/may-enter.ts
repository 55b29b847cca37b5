import type { Conversation, EntryKind } from './conversation.ts';
import { MOST_EDITS, MOST_ENTRIES } from './limits.ts';

/** Who wants to enter something. */
export interface EnteringPerson {
  readonly id: string;
  readonly administers: boolean;
}

interface Entering {
  readonly kind: EntryKind;
  /** Number of the entry to edit or withdraw. */
  readonly refers?: number | null;
}

/** Why somebody may not enter this in a conversation, as a sentence for them; null: they may. */
export function whyNotEnter(conversation: Conversation, entering: Entering, person: EnteringPerson): string | null {
  if (conversation.said.length === 0) return null;
  switch (entering.kind) {
    case 'comment':
    case 'question':
    case 'answer':
      return conversation.said.length >= MOST_ENTRIES
        ? `This conversation has ${MOST_ENTRIES} entries, as many as it can have. Begin another about the same.`
        : null;
    case 'edit':
    case 'withdraw':
      return whyNotChange(conversation, entering, person);
    case 'close':
    case 'reopen':
      return whyNotSettle(conversation, entering.kind, person);
  }
}

function whyNotChange({ said }: Conversation, { kind, refers }: Entering, { id }: EnteringPerson): string | null {
  const target = said.find(({ number }) => number === refers);
  if (target === undefined || target.kind === 'close' || target.kind === 'reopen')
    return 'There is no such entry in this conversation.';
  if (target.by.id !== id) return `${target.by.name} has said this. Only who said it can change or withdraw it.`;
  if (target.withdrawn !== null) return 'You have withdrawn this already.';
  return kind === 'edit' && target.former.length >= MOST_EDITS
    ? `You have changed this ${MOST_EDITS} times, as often as it can be. Withdraw it, and say it anew.`
    : null;
}

function whyNotSettle(
  { state, asker, asked, said }: Conversation,
  kind: 'close' | 'reopen',
  { id, administers }: EnteringPerson,
): string | null {
  const isTheirs = asker?.id === id || asked.some((each) => each.id === id);
  if (state === 'said') return 'Nobody has asked anything here, so there is nothing to close.';
  if (!isTheirs && !administers) return 'Who has asked, who is asked or an administrator settles a question.';
  if (kind === 'close') return state === 'closed' ? 'This question is closed already.' : null;
  if (state === 'open') return 'This question is open already.';
  return said.length >= MOST_ENTRIES
    ? `This conversation has ${MOST_ENTRIES} entries, as many as it can have. Ask anew in another about the same.`
    : null;
}
