import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/**
 * The suites that take more than a minute, the longest first: begun last, they would leave three of four workers idle at the end. Jest knows how long a
 * suite took only where it has run before; on a fresh clone it goes by the size of the file. Two that keep a browser busy all the time do not begin together.
 */
const LONGEST = JSON.parse(readFileSync(new URL('longest-suites.json', import.meta.url), 'utf8'));

/** Jest's order, behind {@link LONGEST}. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = LONGEST.findIndex((suite) => path.endsWith(`/test/${suite}`));
      return at < 0 ? LONGEST.length : at;
    };
    return super.sort(tests).toSorted((a, b) => place(a) - place(b));
  }
}
