import type { GuideModel } from '../../../shared/guide/guide-model.ts';
import type { Catalogue } from '../catalogue.ts';
import type { GuidePage, GuidePlace } from '../guide-place.ts';

/** What every page of the guide is drawn with. */
export interface PageContext {
  readonly model: GuideModel;
  readonly words: Catalogue;
  /** Address of a place in the language of the page. */
  readonly linkTo: (place: GuidePlace) => string;
  /** The same page in the other languages, by what they are called in their own words. */
  readonly inOtherLanguages: readonly { readonly language: string; readonly tag: string; readonly address: string }[];
  /** Where the search is answered; null on a site without a server. */
  readonly searchAt: { readonly address: string; readonly hidden: Readonly<Record<string, string>> } | null;
}

export interface DrawnPage {
  readonly page: GuidePage;
  readonly context: PageContext;
}
