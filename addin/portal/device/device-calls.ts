import {
  codeAnswerReply,
  codeLookReply,
  type CodeAnswer,
  type CodeAnswerReply,
  type CodeLookReply,
} from '../../../shared/protocol/device-sign-in.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';

/** Codes by which an Excel is signed in. */
export interface DeviceCalls {
  look(userCode: string): Promise<PortalOutcome<CodeLookReply>>;
  answer(userCode: string, answer: CodeAnswer): Promise<PortalOutcome<CodeAnswerReply>>;
}

export function deviceCalls({ send }: Pick<Asks, 'send'>): DeviceCalls {
  return {
    look: (userCode) => send('POST', codeLookReply, '/device-sign-in/look', { userCode }),
    answer: (userCode, answer) => send('POST', codeAnswerReply, '/device-sign-in/answer', { userCode, answer }),
  };
}
