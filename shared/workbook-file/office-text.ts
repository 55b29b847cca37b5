/** Undoes Office's escapes in a string of a workbook: `_x000D_` is a carriage return, `_x005F_` an underscore. */
export function decodeOfficeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
