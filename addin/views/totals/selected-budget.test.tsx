import { expect, test } from 'vitest';
import { showView } from '../testing/show-view.tsx';
import { SelectedBudget } from './selected-budget.tsx';

test('of the selected row one press tells why its budget is what it is, since the adopted plan', async () => {
  const view = showView('totals', ({ server }, state) => (
    <SelectedBudget
      server={server}
      program={state.program ?? ''}
      revision={148}
      part={{ project: '26.00001' }}
      onJump={() => undefined}
    />
  ));
  await view.press('Why is the budget of 26.00001 what it is?');
  await view.says('at Adopted plan (B0), 4,950,000.00 at 2026-10-31, revision 148.');
  await view.says('+250,000.00 · BC-01');
  expect(view.text()).toContain('approved by');
  await view.press('Hide the budget’s history');
  expect(view.text()).not.toContain('Adopted plan');
});
