import { expect, test } from 'vitest';
import { explanationWords } from './explanation-words.ts';

const said = {
  owner: 'Ben Cole',
  explanation: 'The school opens in May',
  explainedBy: 'Ana Ruiz',
  explainedOn: '2026-11-03',
  holds: true,
};

test('[EXP1] an explanation is told with who gave it, when, and who sees to it', () => {
  expect(explanationWords(said)).toBe(
    'Explained by Ana Ruiz on 2026-11-03: The school opens in May. Ben Cole sees to it.',
  );
  expect(explanationWords({ ...said, holds: false, owner: null })).toBe(
    'Worse than when it was explained by Ana Ruiz on 2026-11-03: The school opens in May.',
  );
  expect(explanationWords({ ...said, explainedBy: null, holds: false })).toBe(
    'Proposed: The school opens in May. Ben Cole sees to it.',
  );
  expect(explanationWords({ ...said, explanation: null })).toBe('Ben Cole sees to it.');
});
