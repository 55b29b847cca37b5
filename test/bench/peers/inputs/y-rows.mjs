import * as Y from 'yjs';

/** Puts rows into the shared map of a document, one Y.Map per row. */
export function putRows(doc, rows) {
  const map = doc.getMap('rows');
  doc.transact(() => {
    for (const { row, cells } of rows) map.set(row, new Y.Map(Object.entries(cells)));
  });
}
