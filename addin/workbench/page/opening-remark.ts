const keyOf = (id: string): string => `sep-workbench.remark.${id}`;

/** Leaves what there is to say of a book for the page that opens it next in this tab. */
export function leaveRemark(id: string, remark: string): void {
  try {
    if (remark !== '') window.sessionStorage.setItem(keyOf(id), remark);
  } catch {
    // A browser may forbid storage by throwing; then the book opens without a word.
  }
}

/** The remark, said once; null: there is none. */
export function takeRemark(id: string): string | null {
  try {
    const remark = window.sessionStorage.getItem(keyOf(id));
    window.sessionStorage.removeItem(keyOf(id));
    return remark;
  } catch {
    return null;
  }
}
