/** A list of a cell that is open, to choose from. */
export interface OpenList {
  readonly choices: readonly string[];
  /** What the cell holds. */
  readonly value: string;
  readonly take: (choice: string) => void;
  readonly hide: () => void;
}

/** What is seen of it: the choices that fit what has been typed, and which of them is marked. */
export interface ShownList {
  readonly choices: readonly string[];
  /** Place in `choices`; -1 where none is. */
  readonly marked: number;
}

const NOTHING: ShownList = { choices: [], marked: -1 };

/** The list of a cell, from opening to taking or hiding. Typing narrows it down; what is typed stands in the cell. */
export class ChoiceList {
  readonly #listeners = new Set<() => void>();
  #open: OpenList | undefined;
  #shown = NOTHING;

  get shown(): ShownList {
    return this.#shown;
  }

  get isOpen(): boolean {
    return this.#shown.choices.length > 0;
  }

  get isMarked(): boolean {
    return this.#shown.marked >= 0;
  }

  /** `typed` is undefined while the cell is not typed into; then what it holds is marked. */
  open(list: OpenList, typed: string | undefined): void {
    this.#open = list;
    this.#show(list.choices, typed === undefined ? list.choices.indexOf(list.value) : -1);
    if (typed !== undefined) this.type(typed);
  }

  /** What stands in the cell right now. As long as it is what stood there, all choices are shown. */
  type(text: string): void {
    if (this.#open === undefined) return;
    const { choices, value } = this.#open;
    const marked = this.#shown.choices[this.#shown.marked];
    const fitting = text === value ? choices : choices.filter((choice) => fits(choice, text));
    this.#show(fitting, marked === undefined ? -1 : fitting.indexOf(marked));
  }

  /** Marks the next choice, or the one before; round from the last to the first. */
  mark(sign: 1 | -1): void {
    const { choices, marked } = this.#shown;
    if (choices.length === 0) return;
    const from = marked < 0 && sign < 0 ? 0 : marked;
    this.#show(choices, (from + sign + choices.length) % choices.length);
  }

  /** Takes the marked choice, or the one that was pointed at. */
  take(choice = this.#shown.choices[this.#shown.marked]): void {
    if (choice !== undefined) this.#open?.take(choice);
  }

  hide(): void {
    this.#open?.hide();
  }

  /** The list is not there any more. */
  closed(): void {
    this.#open = undefined;
    this.#show([], -1);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #show(choices: readonly string[], marked: number): void {
    this.#shown = { choices, marked };
    for (const listener of this.#listeners) listener();
  }
}

function fits(choice: string, text: string): boolean {
  return choice.toLowerCase().includes(text.trim().toLowerCase());
}
