/**
 * Colours of everything that is drawn where no theme of a page decides: on paper, in Word, and on the public pages by day.
 * What stands for a status is told apart by lightness and a letter as well, for a black and white print and for who sees no
 * red or green.
 */
export const paperTheme = {
  ink: '#1f2a2e',
  quiet: '#56646a',
  hair: '#d0d7de',
  /** Work that is on its way. */
  bar: '#3b6ea5',
  /** By the letter of a status: bars. */
  fills: { G: '#1d6b45', Y: '#c79100', R: '#a4262c' },
  /** By the letter of a status: words, which need more contrast than bars. */
  words: { G: '#1d6b45', Y: '#7d5d00', R: '#a4262c' },
} as const;

/** The same for Typst, as a file of its own beside the templates. */
export function typstTheme(): string {
  const { fills, words, ...others } = paperTheme;
  const byLetter = (colours: Readonly<Record<string, string>>): string =>
    Object.entries(colours)
      .map(([letter, colour]) => `${letter}: rgb("${colour}")`)
      .join(', ');
  return [
    ...Object.entries(others).map(([name, colour]) => `#let ${name} = rgb("${colour}")`),
    `#let fills = (${byLetter(fills)})`,
    `#let words-of-status = (${byLetter(words)})`,
    '',
  ].join('\n');
}
