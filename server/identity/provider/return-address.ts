/**
 * The path, query and fragment of ours that somebody asks to be sent to after signing in; "/" where it leads anywhere else,
 * however it is written.
 *
 * @param own address of this server, such as https://sep.example
 */
export function returnAddress(asked: string, own: string): string {
  if (!asked.startsWith('/') || !URL.canParse(asked, own)) return '/';
  const url = new URL(asked, own);
  // A path of two slashes would be the host of another server for whoever opens it.
  if (url.origin !== new URL(own).origin || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
