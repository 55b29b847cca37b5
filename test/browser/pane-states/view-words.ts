import type { Page } from 'playwright-core';

/** A state of a gate or a view: how to come to it from the gallery's entry, and what it must say. */
export interface ViewWords {
  readonly state: string;
  /** Of several that begin alike: what has been done. */
  readonly after?: string;
  readonly steps?: (page: Page) => Promise<void>;
  /** Texts that stand there, each as a whole. */
  readonly says: readonly string[];
  /** The buttons that decide, in order; others may stand between them. */
  readonly buttons?: readonly string[];
}

export const press = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click();
export const choose = (name: string) => (page: Page) => page.getByRole('radio', { name, exact: true }).check();
