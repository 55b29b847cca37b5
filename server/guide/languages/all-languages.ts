import type { Catalogue } from '../catalogue.ts';
import { english } from './english.ts';
import { spanish } from './spanish.ts';

/** Languages by the value of `lang` in an address; the first is what a reader gets who asks for none. */
export const languages = { en: english, es: spanish } as const satisfies Readonly<Record<string, Catalogue>>;
export type LanguageName = keyof typeof languages;

export function isLanguageName(text: string): text is LanguageName {
  return Object.hasOwn(languages, text);
}

export const languageNames: readonly LanguageName[] = Object.keys(languages).filter(isLanguageName);
