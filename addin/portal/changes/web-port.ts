import type {
  ChangeView,
  DraftReply,
  DraftRequest,
  EditDraftRequest,
} from '../../../shared/protocol/budget-changes.ts';
import type { ChangePort, PortProblem } from '../../views/budget-changes/change-port.ts';
import type { Result } from '../../../shared/result.ts';
import { wordsOfPortalProblem, type PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';

const SAFE = 'What you have typed still stands here.';

function inWords<T>(outcome: PortalOutcome<T>, what: string): Result<T, PortProblem> {
  return outcome.ok ? outcome : { ok: false, problem: wordsOfPortalProblem(outcome.problem, what, SAFE) };
}

/** A new change of a program. */
export function newChangePort(server: PortalServer, program: string): ChangePort {
  return {
    preview: async (draft) =>
      inWords(await server.budgetChanges.preview(program, draft), 'What it does couldn’t be worked out'),
    send: async (draft, id) => inWords(await server.budgetChanges.draft(program, draft, id), 'The change wasn’t sent'),
  };
}

/** The view that the draft was typed over. */
type Seen = Pick<ChangeView, 'revision' | 'hash'>;

function editOf(draft: DraftRequest, { revision, hash }: Seen): EditDraftRequest {
  const { lines = [], title, reason, type, reportNumber = null, boardDate = null } = draft;
  return {
    lines,
    reportNumber,
    boardDate,
    seen: revision,
    hash,
    ...(title === undefined ? {} : { title }),
    ...(reason === undefined ? {} : { reason }),
    ...(type === undefined ? {} : { type }),
  };
}

/** A draft that is there: its lines are written anew, and it is submitted where that is wanted. */
export function editChangePort(server: PortalServer, program: string, number: string, seen: Seen): ChangePort {
  const calls = server.budgetChanges;
  return {
    preview: async (draft) =>
      inWords(await calls.previewEdit(program, number, editOf(draft, seen)), 'What it does couldn’t be worked out'),
    send: async (draft, id) => {
      const { submit } = draft;
      const edited = await calls.edit(program, number, editOf(draft, seen), id);
      if (!edited.ok || submit !== true || !edited.value.change.done)
        return inWords(edited, 'The draft wasn’t changed');
      const { revision, hash } = edited.value.view;
      const asked = { number, act: 'submit', request: { seen: revision, hash } } as const;
      const submitted = await calls.act(program, asked, `${id}-submit`);
      if (!submitted.ok) return inWords<DraftReply>(submitted, 'The draft is changed, but it wasn’t submitted');
      const { change } = submitted.value;
      if (change.done) return { ok: true, value: { ...edited.value, ...submitted.value } };
      const message = `${number} is changed, but not submitted: ${change.message}`;
      return { ok: true, value: { ...edited.value, change: { ...change, committed: edited.value.revision, message } } };
    },
  };
}
