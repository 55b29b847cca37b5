/** What waits for its turn. */
export interface Waiting {
  readonly program: string;
  /** How long it may take, against others; above 0. */
  readonly cost: number;
}

interface Turns<J> {
  readonly jobs: J[];
  /** What the program has had, as far as others waited meanwhile. */
  had: number;
  /** What has been done by then, all programs together, when it goes first whatever the others have had. */
  due: number;
}

/** What those who share a turn may cost together: nobody is answered before the last of them is done. */
const MOST_TOGETHER = 400;
/**
 * By how much a program that has had a long turn may come after others, whose small ones could go on for ever; and after how much of
 * all others it goes first, since those who come anew have had nothing.
 */
const MOST_BEHIND = 10 * MOST_TOGETHER;

/**
 * Jobs of programs that one worker does: in their order within a program, and between programs by who has had the least, so that the
 * small ones of one wait for one large job of another at most.
 */
export class FairTurns<J extends Waiting> {
  /** Programs of which something waits, whoever came first, or had a turn first, at the beginning: so in the order of `due`. */
  readonly #programs = new Map<string, Turns<J>>();
  #size = 0;
  /** What has been done; a long turn counts as a turn that many share. */
  #done = 0;

  get size(): number {
    return this.#size;
  }

  add(job: J): void {
    const known = this.#programs.get(job.program);
    if (known) known.jobs.push(job);
    else this.#programs.set(job.program, { jobs: [job], had: this.#least()?.had ?? 0, due: this.#nextDue() });
    this.#size++;
  }

  /** The next ones, to be done together: as many as may be where one program waits alone, else few enough that all are done soon. */
  take(most: number): J[] {
    const isShared = this.#programs.size > 1;
    const taken: J[] = [];
    let cost = 0;
    while (taken.length < most) {
      const [job] = this.#next()?.jobs ?? [];
      if (!job || (isShared && taken.length > 0 && cost + job.cost > MOST_TOGETHER)) break;
      taken.push(job);
      cost += job.cost;
      this.#has(job);
    }
    return taken;
  }

  #next(): Turns<J> | undefined {
    const [longest] = this.#programs.values();
    return longest && longest.due <= this.#done ? longest : this.#least();
  }

  /** Who has had the least. */
  #least(): Turns<J> | undefined {
    let least: Turns<J> | undefined;
    for (const turns of this.#programs.values()) if (!least || turns.had < least.had) least = turns;
    return least;
  }

  #nextDue(): number {
    return this.#done + MOST_BEHIND;
  }

  #has({ program, cost }: Waiting): void {
    const turns = this.#programs.get(program);
    if (!turns) return;
    turns.jobs.shift();
    this.#size--;
    this.#done += Math.min(cost, MOST_TOGETHER);
    turns.due = this.#nextDue();
    if (turns.jobs.length === 0) this.#programs.delete(program);
    turns.had += cost;
    // Comes after those of the same rank.
    if (this.#programs.delete(program)) this.#programs.set(program, turns);
    turns.had = Math.min(turns.had, (this.#least()?.had ?? 0) + MOST_BEHIND);
  }
}
