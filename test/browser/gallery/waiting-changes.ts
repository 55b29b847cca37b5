import type {
  ChangeActReply,
  ChangeListed,
  ChangesReply,
  ChangeView,
} from '../../../shared/protocol/budget-changes.ts';
import { REVISION } from './demo-plan.ts';
import { toldChange } from './told-change.ts';

const HASH = '0'.repeat(64);

interface Waiting {
  readonly number: string;
  readonly title: string;
  readonly reason: string;
  readonly cents: number;
}

/** A change that waits for the person who looks, as the server would tell of it: some money from one line to another. */
function waiting({ number, title, reason, cents }: Waiting): ChangeView {
  const lines = [
    { budgetLine: 'BL-001', amount: 0 - cents },
    { budgetLine: 'BL-002', amount: cents },
  ];
  const { view } = toldChange({ lines, title, reason, submit: true });
  return {
    ...view,
    hash: HASH,
    change: { ...view.change, number, requestedBy: 'Ana Ortiz', submittedOn: '2026-10-19' },
    warnings: [
      { rule: 'V23', message: 'The contingency left is less than a tenth.', table: null, row: null, column: null },
    ],
    acts: [
      { act: 'approve', may: true, why: null, needs: ['effectiveDate'] },
      { act: 'reject', may: true, why: null, needs: ['reason'] },
    ],
    mayEdit: false,
  };
}

/** Two that wait: their numbers are BC-0031 and BC-0032. */
export const twoWaiting: readonly ChangeView[] = [
  waiting({
    number: 'BC-0031',
    title: 'Move cabling to the recorder',
    reason: 'The recorder costs more than was planned, and cabling less.',
    cents: 2_500_00,
  }),
  waiting({
    number: 'BC-0032',
    title: 'Second lift at Peñasco Elementary',
    reason: 'Mounting in the gymnasium takes a lift that was not planned for, over two weekends.',
    cents: 1_310_000_00,
  }),
];

export function changesToDecide(views: readonly ChangeView[]): ChangesReply {
  return {
    revision: REVISION,
    hash: HASH,
    count: views.length,
    moved: views.reduce((sum, { moved }) => sum + moved, 0),
    waiting: views.length,
    toDecide: views.length,
    changes: views.map(listed),
    next: null,
  };
}

function listed({ change, lines, net, moved }: ChangeView): ChangeListed {
  return {
    ...change,
    number: change.number ?? '',
    lines: lines.length,
    net,
    moved,
    projects: [...new Set(lines.map(({ project }) => project))],
    sources: [],
    reverses: null,
    reversedBy: null,
    waitsFor: null,
    mayDecide: true,
    isMine: false,
    revision: REVISION,
  };
}

/** What comes of deciding. */
export function decided({ change: { number } }: ChangeView, act: string): ChangeActReply {
  const { view: _view, change, ...reply } = toldChange({ lines: [], submit: true });
  const status = act === 'approve' ? 'Approved' : 'Rejected';
  return {
    ...reply,
    change: { ...change, number: number ?? '', status, message: `${number ?? ''} is ${status.toLowerCase()}.` },
  };
}
