/** The browser has taken the file long before; only then may its memory be given back. */
const KEEP_MS = 60_000;

/** Hands a file to the browser, which saves it or asks where. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
