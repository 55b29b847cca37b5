/**
 * [FB8] Uses code once it has been fetched. Without a network that is tried again whenever there is one: an import says no
 * more than that it failed, and being offline ends by itself.
 */
export function whenFetched<Code>(
  fetchCode: () => Promise<Code>,
  use: (code: Code) => void,
  network: Pick<EventTarget, 'addEventListener'> = window,
): void {
  fetchCode().then(use, () =>
    network.addEventListener('online', () => whenFetched(fetchCode, use, network), { once: true }),
  );
}
