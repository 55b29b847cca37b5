import type { Page } from 'playwright-core';

/** What Excel's own menu covers in the top right corner (Mac, the larger one), in px. */
const CORNER = { width: 44, height: 32 };

/** Things that can be used but lie under Excel's menu in the top right corner. */
export function controlsInCorner(page: Page): Promise<string[]> {
  return page.evaluate(({ width, height }) => {
    window.scrollTo(0, 0);
    return [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')]
      .filter((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const isInColumn = right > window.innerWidth - width && left < window.innerWidth;
        return isInColumn && top < height && bottom > 0 && right - left > 0;
      })
      .map((element) => element.outerHTML.slice(0, 120));
  }, CORNER);
}

/** Px by which the page is wider than the window, and boxes that scroll sideways by themselves. */
export function sidewaysScroll(page: Page): Promise<{ readonly page: number; readonly boxes: string[] }> {
  return page.evaluate(() => ({
    page: Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
    boxes: [...document.querySelectorAll('*')]
      .filter((box) => box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX))
      .map((box) => box.outerHTML.slice(0, 120)),
  }));
}

export interface KeyboardWalk {
  /** Controls that Tab does not come to, or not in their order on the page. */
  readonly missed: readonly string[];
  /** Controls that look the same with and without the focus. */
  readonly unseen: readonly string[];
  /** Controls that the browser does not operate by Enter or Space of itself. */
  readonly foreign: readonly string[];
  /** Controls that lie above the one before them. */
  readonly jumps: readonly string[];
}

/** Goes through the page by Tab alone, from its beginning until it is round. */
export async function walkByKeyboard(page: Page): Promise<KeyboardWalk> {
  // A field that has the focus from the start would be compared with itself.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const count = await page.evaluate(startWalk);
  for (let step = 0; step < count; step++) await page.keyboard.press('Tab');
  return await page.evaluate(endWalk);
}

declare global {
  interface Window {
    walk?: {
      readonly visited: HTMLElement[];
      readonly stops: HTMLElement[];
      readonly unseen: HTMLElement[];
      readonly end: () => void;
    };
  }
}

/** Notes all stops in the order of the page, how they look without the focus, and from now on where it goes. */
function startWalk(): number {
  const isStop = (element: HTMLElement): boolean => {
    if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.matches(':disabled')) return false;
    // Of a group of radio buttons, the chosen one is the stop.
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return true;
    return document.querySelector(`input[name="${element.name}"]:checked`) === null;
  };
  const candidates = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const stops = [...document.querySelectorAll<HTMLElement>(candidates)].filter(isStop);
  // The focus may show at the control or at what it stands in or beside.
  const around = ({ parentElement: parent }: Element): Element[] =>
    parent === null
      ? []
      : [parent, ...(parent.parentElement === null ? [] : [parent.parentElement]), ...parent.children];
  const lookOf = (element: Element): string =>
    [getComputedStyle(element), getComputedStyle(element, '::after')]
      .map((style) =>
        [style.outline, style.boxShadow, style.border, style.transform, style.opacity, style.backgroundColor].join(),
      )
      .join('|');
  const plain = new Map(
    [...new Set(stops.flatMap((stop) => [stop, ...around(stop)]))].map((each) => [each, lookOf(each)]),
  );
  const [visited, unseen]: HTMLElement[][] = [[], []];
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    visited?.push(target);
    if (![target, ...around(target)].some((each) => plain.get(each) !== lookOf(each))) unseen?.push(target);
  };
  // Wherever the person has clicked, the walk begins at the top.
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  window.addEventListener('focusin', onFocus);
  window.walk = {
    visited: visited ?? [],
    stops,
    unseen: unseen ?? [],
    end: () => {
      window.removeEventListener('focusin', onFocus);
      start.remove();
    },
  };
  // Within a date, Tab goes from month to day to year to the calendar before it goes on.
  const dates = stops.filter((stop) => stop instanceof HTMLInputElement && stop.type === 'date');
  return stops.length + 3 * dates.length;
}

function endWalk(): KeyboardWalk {
  const { visited = [], stops = [], unseen = [], end } = window.walk ?? {};
  end?.();
  const named = (element: HTMLElement): string => element.outerHTML.slice(0, 120);
  const native = new Set(['A', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'SUMMARY']);
  const boxes = stops.map((stop) => stop.getBoundingClientRect());
  return {
    missed: stops.filter((stop, index) => visited[index] !== stop).map(named),
    unseen: unseen.map(named),
    foreign: stops.filter(({ tagName }) => !native.has(tagName)).map(named),
    jumps: stops
      .filter((_, index) => (boxes[index]?.bottom ?? 0) <= (boxes[index - 1]?.top ?? 0) && index > 0)
      .map(named),
  };
}

/** What live regions come to say while `work` changes the page, in order. */
export async function announcements(page: Page, work: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    const regions = [...document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert]')];
    const known = new Map(regions.map((region) => [region, region.textContent ?? '']));
    const heard: string[] = [];
    const observer = new MutationObserver(() => {
      for (const [region, text] of known) {
        const now = region.isConnected ? (region.textContent ?? '') : '';
        if (now !== text && now !== '') heard.push(now);
        known.set(region, now);
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    window.heard = () => {
      observer.disconnect();
      return heard;
    };
  });
  await work();
  return await page.evaluate(() => window.heard?.() ?? []);
}

declare global {
  interface Window {
    heard?: () => string[];
  }
}
