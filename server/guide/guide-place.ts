/** A page of the guide. */
export type GuidePage =
  | { readonly kind: 'home' }
  | { readonly kind: 'search'; readonly words: string }
  /** `page` counts from 1. */
  | { readonly kind: 'region'; readonly region: string; readonly page: number }
  | { readonly kind: 'program'; readonly slug: string; readonly page: number }
  | { readonly kind: 'school'; readonly code: string }
  | { readonly kind: 'project'; readonly number: string; readonly page: number };

export const dataNames = ['schools', 'projects', 'work'] as const;
export type DataName = (typeof dataNames)[number];
export const dataFormats = ['csv', 'json'] as const;
export type DataFormat = (typeof dataFormats)[number];

/** A file of the guide, the same in every language but for a calendar's words. */
export type GuideFile =
  | { readonly kind: 'schedule' }
  | { readonly kind: 'calendar'; readonly code: string }
  | { readonly kind: 'data'; readonly name: DataName; readonly format: DataFormat };

export type GuidePlace = GuidePage | GuideFile;
