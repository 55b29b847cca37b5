import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong on the page as it is, each as "rule: place"; none by WCAG 2.2 AA and axe's own good practice.
 * @param hasFrames false is quicker: without frames, axe needs no second page to put its findings together
 */
export async function violations(page: Page, hasFrames = true): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(!hasFrames).withTags(RULES).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
