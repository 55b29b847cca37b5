/** The headers of a table once the next request has come back: its columns keep their names where the header row is switched off. */
export function loadHeaders(excelTable: Excel.Table, isShown: boolean): () => string[] {
  if (!isShown) {
    const columns = excelTable.columns.load('items/name');
    return () => columns.items.map(({ name }) => name);
  }
  const header = excelTable.getHeaderRowRange().load('values');
  return () => (header.values[0] ?? []).map(String);
}
