/** Whoever asked has gone, so nobody waits for the answer. */
export class Abandoned extends Error {
  override name = 'Abandoned';

  constructor() {
    super('The client has gone.');
  }
}
