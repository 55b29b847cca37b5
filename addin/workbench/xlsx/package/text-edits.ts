interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes to a text by place. What no edit covers stays as it is, character for character. */
export class TextEdits {
  readonly #before: string;
  readonly #edits: Edit[] = [];

  constructor(before: string) {
    this.#before = before;
  }

  /** Edits must not overlap; those at one place come in the order they were made. */
  replace(start: number, end: number, text: string): void {
    if (this.#before.slice(start, end) !== text) this.#edits.push({ start, end, text });
  }

  get isEmpty(): boolean {
    return this.#edits.length === 0;
  }

  get text(): string {
    let text = '';
    let at = 0;
    for (const edit of this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      text += this.#before.slice(at, edit.start) + edit.text;
      at = Math.max(at, edit.end);
    }
    return text + this.#before.slice(at);
  }
}
