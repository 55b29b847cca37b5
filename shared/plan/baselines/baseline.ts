/** What a baseline names. */
export const baselineKinds = ['adopted', 'amendment', 'monthClose', 'byHand'] as const;

export type BaselineKind = (typeof baselineKinds)[number];

/** A kind in words. */
export const baselineKindWords: { readonly [K in BaselineKind]: string } = {
  adopted: 'Adopted plan',
  amendment: 'Board amendment',
  monthClose: 'Month close',
  byHand: 'Named by hand',
};

/** How a baseline is spoken of in addresses: B0, B1, … */
export function baselineId(number: number): string {
  return `B${number}`;
}

/** The number of a baseline by its id; undefined: this is none. */
export function baselineNumber(id: string): number | undefined {
  const [, digits] = /^B(\d{1,9})$/i.exec(id) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
