import type { VerifyReply } from '../../../shared/protocol/verify.ts';

interface VerdictWords {
  readonly title: string;
  readonly line: string;
}

/** What a person is told of a receipt or a file; to strangers no more than whether it is equal. */
export function verdictWords(
  { result, state, differences, differenceCount }: VerifyReply,
  of: 'receipt' | 'file',
): VerdictWords {
  if (result === 'unknown') return unknownWords(of);
  if (result === 'equal') return { title: equalTitle(state, of), line: equalLine(state) };
  if (state === null) return { title: 'Not equal', line: 'This file is not what was given out.' };
  if (differenceCount === 0) {
    return {
      title: `Not equal to what was given out under its receipt`,
      line: `The file bears a receipt of revision ${state.revision}, but its bytes are others: somebody has changed or saved it anew.`,
    };
  }
  const first = differences[0]?.place ?? '';
  const rest = differenceCount === 1 ? '' : ` and ${differenceCount - 1} more`;
  return {
    title: `Equals revision ${state.revision}, except ${first}${rest}`,
    line: 'Everything else in its tables is as the plan had it.',
  };
}

function unknownWords(of: 'receipt' | 'file'): VerdictWords {
  return of === 'receipt'
    ? { title: 'Unknown receipt', line: 'Nothing was given out under it here. Look at each letter and try again.' }
    : {
        title: 'Unknown file',
        line: 'It is no document that was given out here, or it was saved anew in a way that it cannot be compared. Try the receipt on its pages.',
      };
}

function equalTitle(state: VerifyReply['state'], of: 'receipt' | 'file'): string {
  if (state === null) return of === 'receipt' ? 'Equal: this receipt was given out' : 'Equal to what was given out';
  return of === 'receipt' ? `The receipt of revision ${state.revision}` : `Equals revision ${state.revision}`;
}

function equalLine(state: VerifyReply['state']): string {
  if (state === null) return 'Sign in as a member of its program to see what it is.';
  switch (state.compared) {
    case 'receipt':
      return 'Compare the figures of your paper with the plan of that revision.';
    case 'bytes':
      return 'Not one byte differs from what was given out.';
    case 'cells':
      return 'Every cell of its tables is as the plan had it; the file itself was saved anew.';
  }
}
