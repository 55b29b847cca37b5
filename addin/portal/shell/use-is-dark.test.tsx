import { afterEach, expect, test, vi } from 'vitest';
import { showOnPage } from '../../views/testing/show-view.tsx';
import { useIsDark } from './use-is-dark.ts';

afterEach(() => vi.unstubAllGlobals());

function Page() {
  return useIsDark() ? 'dark' : 'light';
}

test.each([
  [true, 'dark'],
  [false, 'light'],
])(
  'a page is on paper in dark letters, whatever the person prefers on the screen (dark: %j)',
  async (matches, look) => {
    vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches }));
    const page = showOnPage(() => <Page />);
    await page.says(look);
    // The browser makes the paper as soon as the event has been heard.
    window.dispatchEvent(new Event('beforeprint'));
    expect(page.text()).toBe('light');
    window.dispatchEvent(new Event('afterprint'));
    await page.says(look);
  },
);
