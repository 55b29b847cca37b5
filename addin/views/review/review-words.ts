import type { Question } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';

interface ReviewWords {
  readonly title: string;
  readonly line: string;
  /** The button that sends. */
  readonly send: string;
}

/** What is said above the differences between a workbook and the plan. */
export function reviewWords({ differences, restoredAt }: Extract<Question, { kind: 'review' }>): ReviewWords {
  const count = counted(differences.length, 'difference');
  if (restoredAt === undefined) {
    return {
      title: 'This workbook and the plan, compared',
      line:
        differences.length === 0
          ? 'They are equal. Nothing will be changed.'
          : `${count}. Without its sync information we cannot tell who changed what.`,
      send: 'Send this workbook’s values',
    };
  }
  const restored = `The plan was restored from a backup on ${dayWords(restoredAt)}.`;
  return {
    title: 'The plan was restored from a backup',
    line:
      differences.length === 0
        ? `${restored} Nothing that this workbook holds was lost by it. Go on by either button.`
        : `${restored} ${count}: what this workbook has and the plan has not. Sent again, it goes in as changes do; where somebody has entered another value since, you are asked.`,
    send: differences.length === 0 ? 'Go on' : 'Send what the plan lacks',
  };
}

/** "November 29, 10:31", where the person is. */
function dayWords(iso: string): string {
  return new Date(iso).toLocaleString('en-US', { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}
