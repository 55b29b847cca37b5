import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { internalWordsIn } from '../internal-words.ts';
import { violations } from './axe.ts';
import { openChromium } from './shared-chromium.ts';
import { openGallery, type OpenGallery } from './gallery/open-gallery.ts';
import { patient } from '../patience.ts';
import { firstSeed, isLong, SEEDS_A_DAY } from '../run-size.ts';
import { changesViews, decisionViews, newsViews } from './pane-states/changes-views.ts';
import { designedCards, statesWithoutCard, type CardWords } from './pane-states/designed-cards.ts';
import { IN_VIEW, openGalleryPage, widths, type GalleryPage, type Theme } from './pane-states/gallery-page.ts';
import { gateViews } from './pane-states/gate-views.ts';
import { historyViews } from './pane-states/history-views.ts';
import { otherCards } from './pane-states/other-cards.ts';
import { announcements, controlsInCorner, sidewaysScroll, walkByKeyboard } from './pane-states/pane-probe.ts';
import { reviewViews } from './pane-states/review-views.ts';
import { moreViews, totalsViews } from './pane-states/totals-views.ts';
import type { ViewWords } from './pane-states/view-words.ts';

const cards: readonly CardWords[] = [...designedCards.map((card) => ({ ...card, ...card.ours })), ...otherCards];
const allViews = [
  ...gateViews,
  ...changesViews,
  ...decisionViews,
  ...newsViews,
  ...reviewViews,
  ...historyViews,
  ...totalsViews,
  ...moreViews,
];

let gallery: OpenGallery;
let browser: Browser;
let shown: GalleryPage;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([openGallery(), openChromium()]);
  shown = await openGalleryPage(browser, gallery.url);
});

afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

afterEach(async () => {
  // Whatever a test has clicked must not look hovered in the next.
  await shown.page.mouse.move(0, 0);
  await shown.page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
});

async function showCard({ state, title, line }: CardWords, theme: Theme = 'light'): Promise<void> {
  await shown.show(state, theme);
  const card = shown.page.getByRole('region', { name: 'Sync status' });
  await card.locator('[aria-live]').waitFor();
  expect(await card.locator('[aria-live] > *').allTextContents()).toEqual([title, line]);
}

async function showView({ state, steps, says }: ViewWords, theme: Theme = 'light'): Promise<void> {
  await shown.show(state, theme);
  await steps?.(shown.page);
  for (const text of says) await shown.page.getByText(text, { exact: true }).first().waitFor();
  // What is still worked out may bring more to press, and a walk over the page would miss it.
  await expect.poll(() => shown.page.locator('[aria-busy="true"]').count(), { timeout: patient(10_000) }).toBe(0);
}

const TODAY = Math.floor(firstSeed() / SEEDS_A_DAY);
let sized = TODAY;

/** The widths that the next state is looked at in: of those but the usual one, half in a run of every change and the rest the next day. */
function nextWidths(): readonly (readonly [string, number])[] {
  const { usual, ...others } = widths;
  const which = sized++ % 2;
  return [...Object.entries(others).filter((_, index) => isLong || index % 2 === which), ['usual', usual]];
}

/**
 * Nothing is wrong for axe, nothing stands in the corner, nothing scrolls sideways, the keyboard does it all, and no
 * word is one of the program [FB12].
 */
async function expectSound(name: string): Promise<void> {
  const { page } = shown;
  const wrong: Record<string, unknown> = {};
  const lookedAt = nextWidths();
  for (const [size, width] of lookedAt) {
    await page.setViewportSize({ ...IN_VIEW, width });
    await shown.picture(`${name}-${width}`);
    const [sideways, corner] = await Promise.all([sidewaysScroll(page), controlsInCorner(page)]);
    wrong[`sideways ${size}`] = sideways;
    wrong[`corner ${size}`] = corner;
  }
  const axe = await violations(page);
  const keyboard = await walkByKeyboard(page);
  const internal = internalWordsIn(await shownText(page));
  const sizes = lookedAt.map(([size]) => size);
  expect({ ...wrong, axe, keyboard, internal, troubles: shown.troubles() }).toEqual({
    ...Object.fromEntries(sizes.map((size) => [`sideways ${size}`, { page: 0, boxes: [] }])),
    ...Object.fromEntries(sizes.map((size) => [`corner ${size}`, []])),
    axe: [],
    keyboard: { missed: [], unseen: [], foreign: [], jumps: [] },
    internal: [],
    troubles: [],
  });
}

/** What can be read on the page or is read aloud; codes that people send to those who help them are none of it. */
async function shownText(page: Page): Promise<string> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement?.checkVisibility() === true) found.push(textContent ?? '');
    }
    const labels = ['aria-label', 'placeholder', 'title'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    );
    return [...found, ...labels];
  });
  return texts.join('\n').replaceAll(/\bcode [A-Z]{2}-\w+/g, '');
}

/** The wanted texts that are found one after the other. */
function inOrder(found: readonly string[], wanted: readonly string[]): string[] {
  let from = 0;
  return wanted.filter((text) => {
    const index = found.indexOf(text, from);
    if (index >= 0) from = index + 1;
    return index >= 0;
  });
}

/**
 * The states that a look is checked in: every third, so that together the looks cover all of them. A run of every
 * change checks a third of these, others every day.
 */
function shareOf<T>(all: readonly T[], which: number): T[] {
  return all.filter((_, index) => index % 3 === which && (isLong || Math.floor(index / 3) % 3 === TODAY % 3));
}

function nameOf({ state, after }: ViewWords): string {
  return after === undefined ? state : `${state}-${after}`;
}

/** Px of a pane in a window of ordinary height. */
const USUAL_PANE = { width: widths.usual, height: 700 };

const rowsOfDesign = [
  'Idle',
  'Local edits',
  'Sending',
  'Received',
  'Offline',
  'Signed out',
  'Conflicts',
  'Rejected',
  'Locked',
  'Editing cell',
  'Filter on',
  'Protected',
  'Read-only',
  'Busy server',
  'Colleague pushes',
  'Server restored',
];

describe('the tables of states', () => {
  test('look at every entry of the gallery', async () => {
    const looked = new Set([...cards, ...allViews].map(({ state }) => state));
    const names = await shown.page.evaluate(() => window.gallery?.names ?? []);
    expect(names.filter((name) => !looked.has(name))).toEqual([]);
  });

  test('account for every state of the design, and give a reason wherever the words differ', () => {
    const rows = new Set([...designedCards.map(({ row }) => row), ...Object.keys(statesWithoutCard)]);
    expect([...rows].sort()).toEqual([...rowsOfDesign].sort());
    for (const { state, title, line, button, ours = {}, why } of designedCards) {
      const differs = Object.entries(ours).map(([part, words]) => words !== { title, line, button }[part]);
      expect({ state, differs, hasReason: why !== undefined }).toEqual({
        state,
        differs: differs.map(() => true),
        hasReason: differs.length > 0,
      });
    }
  });
});

describe('the card on Home', () => {
  test.each(cards)('$state: $title', async (card) => {
    await showCard(card);
    const region = shown.page.getByRole('region', { name: 'Sync status' });
    expect((await region.getByRole('button').allTextContents())[0] ?? null).toBe(card.button);
    const parts = [region, ...(card.button === null ? [] : [region.getByRole('button').first()])];
    for (const part of parts) {
      const { y = Infinity, height = 0 } = (await part.boundingBox()) ?? {};
      expect(y + height).toBeLessThanOrEqual(IN_VIEW.height);
    }
    await expectSound(card.state);
  });

  test.each(cards.filter(({ button }) => button !== null))('$state: Enter and Space press $button', async (card) => {
    for (const key of ['Enter', 'Space']) {
      await showCard(card);
      await shown.page.getByRole('region', { name: 'Sync status' }).getByRole('button').first().focus();
      await shown.page.keyboard.press(key);
      if (card.opens !== undefined) await shown.page.getByText(card.opens).first().waitFor();
      expect(await shown.calls()).toEqual(card.asks === undefined ? [] : [card.asks]);
    }
  });

  test('says each new state once, and nothing else along with it', async () => {
    await shown.show('reading-counted');
    await shown.page.getByText('41,250 of 100,000 rows').waitFor();
    // What differs by a setting or a role alone does not come about while the pane is open.
    const apart = ['local-edits-auto', 'local-edits-finance'];
    for (const { state, title, line, says = [] } of cards.filter((card) => !apart.includes(card.state))) {
      const heard = await announcements(shown.page, async () => {
        await shown.become(state);
        await shown.page.getByRole('region', { name: 'Sync status' }).getByText(title, { exact: true }).waitFor();
      });
      expect({ state, heard }).toEqual({ state, heard: [title + line, ...says] });
    }
  });
});

describe('gates and views', () => {
  test.each(allViews.map((view) => [nameOf(view), view] as const))('%s', async (name, view) => {
    await showView(view);
    const { buttons = [] } = view;
    expect(inOrder(await shown.page.getByRole('button').allTextContents(), buttons)).toEqual(buttons);
    await expectSound(name);
  });

  test('[FB4] each refusal has its ways out, and a refused row no box for a value that it has no cell for', async () => {
    await shown.show('review-refusals');
    await shown.page.getByText('3 values weren’t accepted', { exact: true }).waitFor();
    const count = (name: string) => shown.page.getByRole('button', { name, exact: true }).count();
    expect(await count('Go to cell')).toBe(3);
    expect(await count('Put back the plan’s value')).toBe(2);
    expect(await count('Put back the plan’s row')).toBe(1);
    expect(await count('Enter another value')).toBe(2);
    await shown.page.getByRole('button', { name: 'Put back the plan’s row' }).click();
    expect(await shown.calls()).toEqual(['putBack']);
  });

  test('[FB11] below two slips the first change is in view in a pane of the usual size, and a note is one press away', async () => {
    await shown.page.setViewportSize(USUAL_PANE);
    await shown.show('changes-slips');
    await shown.page.getByText('Worth a second look (2)', { exact: true }).waitFor();
    const first = shown.page.getByRole('region', { name: 'My changes' }).getByRole('checkbox').nth(1);
    const { y = Infinity, height = 0 } = (await first.boundingBox()) ?? {};
    await shown.page.setViewportSize(IN_VIEW);
    expect(y + height).toBeLessThanOrEqual(USUAL_PANE.height);
    await shown.page.getByRole('button', { name: 'Add a note' }).click();
    const note = shown.page.getByLabel('Note for this revision');
    expect(await note.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('[FA6] a total that stands below a table is dismissed, a row typed there is not', async () => {
    await shown.show('unread');
    const list = shown.page.getByRole('region', { name: 'Not part of a table' }).getByRole('listitem');
    await expect.poll(() => list.count()).toBe(3);
    await shown.page.getByRole('button', { name: 'Dismiss' }).first().click();
    await expect.poll(() => list.count()).toBe(2);
    await shown.page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => list.allTextContents()).toEqual([expect.stringContaining('“0499” stands below')]);
    expect(await shown.page.getByRole('button', { name: 'Dismiss' }).count()).toBe(0);
  });

  test('[W16] a renamed header and a lost table are told on Home, each with a way to let it go', async () => {
    await shown.show('unread');
    const list = shown.page.getByRole('region', { name: 'Not found any more' }).getByRole('listitem');
    await expect
      .poll(() => list.allTextContents())
      .toEqual([
        expect.stringContaining('Budget Lines: no column is headed “Note” any more'),
        expect.stringContaining('Milestones: the table is not in this workbook any more'),
      ]);
    expect(await list.getByRole('button', { name: 'It’s meant to be gone' }).count()).toBe(2);
  });

  test('the views stand in one line at the usual width, however many values wait for review', async () => {
    const views = shown.page.getByRole('navigation', { name: 'Pane' }).getByRole('button');
    for (const state of ['refusal-one', 'review-many']) {
      await shown.show(state);
      await views.first().waitFor();
      const tops = await views.evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
      expect([state, new Set(tops).size]).toEqual([state, 1]);
    }
  });

  test('after the last slip is confirmed, the focus is where the reason stands', async () => {
    await shown.show('changes-slips');
    const right = shown.page.getByRole('button', { name: 'It’s right' });
    await right.first().focus();
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => right.count()).toBe(1);
    await right.first().focus();
    await shown.page.keyboard.press('Enter');
    const left = shown.page.getByRole('group', { name: 'Worth a second look' });
    await left.getByText('Nothing is left to look at twice.').waitFor();
    expect(await left.evaluate((group) => group === document.activeElement)).toBe(true);
  });
});

test('in dark, a link can be read under the pointer, too', async () => {
  await shown.page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
  await shown.show('review-refusals', 'dark');
  await shown.page.locator('main .fui-Link').first().hover();
  expect(await violations(shown.page)).toEqual([]);
});

test.each([
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }, 0],
  ['high contrast', { colorScheme: 'dark', forcedColors: 'active' }, 1],
  ['high contrast on light', { colorScheme: 'light', forcedColors: 'active' }, 2],
] as const)(
  'in %s, nothing is wrong for axe in the states of the day',
  { timeout: patient(600_000) },
  async (look, media, which) => {
    const wrong: string[] = [];
    const check = async (name: string): Promise<void> => {
      await shown.picture(`${name}-${look.replaceAll(' ', '-')}`);
      for (const violation of await violations(shown.page)) wrong.push(`${name}: ${violation}`);
    };
    await shown.page.emulateMedia(media);
    for (const card of shareOf(cards, which)) {
      await showCard(card, media.colorScheme);
      await check(card.state);
    }
    for (const view of shareOf(allViews, which)) {
      await showView(view, media.colorScheme);
      await check(nameOf(view));
    }
    expect(wrong).toEqual([]);
  },
);
