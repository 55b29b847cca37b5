/** Key of a commitment line; neither a commitment number nor a line number holds a space. */
export function commitmentKey(number: string, line: number): string {
  return `${number} ${line}`;
}
