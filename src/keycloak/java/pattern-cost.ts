/**
 * How many steps an engine that tries one way after the other, as JavaScript's does, takes at most for a pattern. `(\w+\s?)+` has
 * more ways through thirty characters than anybody can wait for.
 */

/** Characters of the text that is reckoned with. */
export const RECKONED_LENGTH = 64;

/** `ways`: through this part of the pattern. `extra`: steps in look-arounds, which are tried once wherever they are met. */
interface Part {
  ways: number;
  extra: number;
}

interface Group {
  /** Steps of the alternatives before the current one. */
  finished: number;
  current: Part;
  /** The current alternative without its last part, and that part: a quantifier that follows is about it. */
  before: Part;
  last: Part;
}

const NOTHING: Part = { ways: 1, extra: 0 };
const newGroup = (): Group => ({ finished: 0, current: NOTHING, before: NOTHING, last: NOTHING });
const followed = (a: Part, b: Part): Part => ({ ways: a.ways * b.ways, extra: a.extra + a.ways * b.extra });

/** Adds up the cost of a pattern, whose parts it is given from left to right. */
export class PatternCost {
  readonly #outer: Group[] = [];
  #group = newGroup();

  /** A character, a class, an assertion. */
  atom(part: Part = NOTHING): void {
    const group = this.#group;
    group.before = group.current;
    group.last = part;
    group.current = followed(group.before, part);
  }

  alternative(): void {
    this.#group.finished += this.#group.current.ways;
    this.#group.current = { ways: 1, extra: this.#group.current.extra };
  }

  open(): void {
    this.#outer.push(this.#group);
    this.#group = newGroup();
  }

  /** @param lookAround what is inside is not tried in another way once it has matched. */
  close(lookAround: boolean): void {
    const part = this.#whole();
    this.#group = this.#outer.pop() ?? newGroup();
    this.atom(lookAround ? { ways: 1, extra: part.extra + part.ways * RECKONED_LENGTH } : part);
  }

  /** A quantifier of the last part: at least `min` times, at most `max`. */
  repeat(min: number, max: number): void {
    const { before, last } = this.#group;
    const [least, most] = [Math.min(min, RECKONED_LENGTH), Math.min(max, RECKONED_LENGTH)];
    let ways = 0;
    for (let times = least; times <= most; times += 1) ways += last.ways ** times;
    this.#group.current = followed(before, { ways, extra: last.extra * most });
  }

  /** For a text of {@link RECKONED_LENGTH} characters. */
  get steps(): number {
    const { ways, extra } = this.#whole();
    return ways * RECKONED_LENGTH + extra;
  }

  #whole(): Part {
    return { ways: this.#group.finished + this.#group.current.ways, extra: this.#group.current.extra };
  }
}
