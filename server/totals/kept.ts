/** Keeps the results of the last few different questions; questions asked at the same time share one answer. */
export class Kept<T> {
  readonly #limit: number;
  readonly #answers = new Map<string, Promise<T>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    const answer = known ?? make();
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    if (known === undefined) this.#forgetIfFailed(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#limit && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  /** What is kept under the key; undefined: nothing is. */
  known(key: string): Promise<T> | undefined {
    return this.#answers.get(key);
  }

  #forgetIfFailed(key: string, answer: Promise<T>): void {
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
  }
}
