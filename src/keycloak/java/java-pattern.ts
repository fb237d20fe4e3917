/**
 * Java regular expressions (java.util.regex) → JavaScript, for patterns of the password policy and of the user profile.
 * Only what means the same in both is translated; for the rest the answer is undefined and Keycloak alone decides.
 */
import { PatternCost, RECKONED_LENGTH } from './pattern-cost.ts';

// What `.` and `$` take for the end of a line in Java, where JavaScript does not know U+0085.
const LINE_ENDS = '\\n\\r\\u0085\\u2028\\u2029';
const END = '(?![^])';

/** The contents of a character class for Java's `\d`, `\s` … and POSIX names, which are ASCII only. */
const SETS: Record<string, string> = {
  d: '0-9',
  D: '\\0-/:-\\u{10FFFF}',
  s: '\\t-\\r ',
  S: '\\0-\\x08\\x0E-\\x1F!-\\u{10FFFF}',
  w: 'A-Za-z0-9_',
  W: '\\0-/:-@\\[-\\^`\\{-\\u{10FFFF}',
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\0-\\x7F',
  Alpha: 'A-Za-z',
  Digit: '0-9',
  Alnum: 'A-Za-z0-9',
  Punct: '!-/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Space: '\\t-\\r ',
  XDigit: '0-9A-Fa-f',
  IsAlphabetic: '\\p{Alphabetic}',
  IsUppercase: '\\p{Uppercase}',
  IsLowercase: '\\p{Lowercase}',
  IsDigit: '\\p{Nd}',
  IsLatin: '\\p{Script=Latin}',
};
/** General categories that both languages know by the same letters. */
const CATEGORY = /^(?:Is)?(L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/;

/** Steps of the engine that take a few milliseconds at most. */
const UNNOTICED = 1_000_000;

/** `quick`: done at once with any text of up to {@link RECKONED_LENGTH} characters. */
const translated = new Map<string, { expression: RegExp; quick: boolean } | undefined>();

/**
 * The JavaScript expression that matches a whole text exactly when Java's `Pattern.compile(pattern).matcher(text).matches()` does. It may
 * take longer than anybody can wait: pattern-matcher.ts sets a limit.
 */
export function translateJavaPattern(pattern: string): RegExp | undefined {
  return translationOf(pattern)?.expression;
}

/** Whether a text matches a Java pattern; undefined where the answer might take long, and where JavaScript cannot tell. */
export function matchQuickly(pattern: string, text: string): boolean | undefined {
  const { expression, quick } = translationOf(pattern) ?? {};
  return quick && text.length <= RECKONED_LENGTH ? expression?.test(text) : undefined;
}

function translationOf(pattern: string) {
  if (!translated.has(pattern)) translated.set(pattern, translate(pattern));
  return translated.get(pattern);
}

function translate(pattern: string) {
  try {
    const translator = new Translator(pattern);
    const expression = new RegExp(`^(?:${translator.run()})${END}`, 'u');
    return { expression, quick: translator.cost.steps <= UNNOTICED };
  } catch {
    return undefined; // untranslatable, or no expression at all
  }
}

class Untranslatable extends Error {}

class Translator {
  readonly cost = new PatternCost();
  readonly #source: string;
  #at = 0;
  /** Capturing groups opened so far. */
  #groups = 0;
  /** Capturing groups that a back reference may name: closed, and not inside a (?!…) or (?<…), whose captures differ. */
  readonly #closed = new Set<number>();
  readonly #open: { capturing: boolean; opening: string; number: number }[] = [];
  #refersBack = false;
  #maySkipGroup = false;

  constructor(source: string) {
    this.#source = source;
  }

  run(): string {
    let out = '';
    while (this.#at < this.#source.length) out += this.#next();
    // A group that took no part matches nothing in Java and the empty text in JavaScript.
    if (this.#open.length > 0 || (this.#refersBack && this.#maySkipGroup)) throw new Untranslatable();
    return out;
  }

  #next(): string {
    const c = this.#take();
    if (!/^[|()*+?{]$/.test(c)) this.cost.atom();
    switch (c) {
      case '^':
        return c;
      case '.':
        return `[^${LINE_ENDS}]`;
      case '$':
        return `(?=(?:\\r\\n|(?<!\\r)\\n|[\\r\\u0085\\u2028\\u2029])?${END})`;
      case '|':
        this.#maySkipGroup = true;
        this.cost.alternative();
        return '|';
      case '(':
        return this.#group();
      case ')':
        return this.#endOfGroup();
      case '*':
      case '+':
      case '?':
      case '{':
        return this.#quantifier(c);
      case '[':
        return this.#characterClass();
      case '\\':
        return this.#escape();
      default:
        return literal(c);
    }
  }

  #group(): string {
    const [opening = ''] = /^(?:\?(?:[:=!]|<[=!]))?/.exec(this.#rest()) ?? [];
    this.#at += opening.length;
    // What is left: flags, atomic groups, names.
    if (opening === '' && this.#rest().startsWith('?')) throw new Untranslatable();
    if (opening === '') this.#groups++;
    this.cost.open();
    this.#open.push({ capturing: opening === '', opening, number: this.#groups });
    return `(${opening}`;
  }

  #endOfGroup(): string {
    const group = this.#open.pop();
    if (!group) throw new Untranslatable();
    this.cost.close(/[=!]/.test(group.opening));
    if (group.capturing) this.#closed.add(group.number);
    if (/[!<]/.test(group.opening)) for (let inner = group.number + 1; inner <= this.#groups; inner++) this.#closed.delete(inner);
    if (/^[*+?{]/.test(this.#rest())) this.#maySkipGroup = true;
    return ')';
  }

  #quantifier(c: string): string {
    const [range, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(c + this.#rest()) ?? [];
    if (c === '{' && !range) throw new Untranslatable();
    if (range) this.#at += range.length - 1;
    const lazy = this.#rest().startsWith('?') ? '?' : '';
    this.#at += lazy.length;
    // Possessive (`a*+`), or a quantifier of a quantifier.
    if (/^[*+?{]/.test(this.#rest())) throw new Untranslatable();
    const endless = range ? comma && !most : c !== '?';
    const min = range ? Number(least) : Number(c === '+');
    this.cost.repeat(min, endless ? Number.POSITIVE_INFINITY : Number(most || least || 1));
    return (range ?? c) + lazy;
  }

  #escape(): string {
    const [back] = /^[1-9]/.exec(this.#rest()) ?? [];
    if (back) {
      this.#at++;
      const behind = this.#open.some(({ opening }) => opening.includes('<'));
      if (behind || !this.#closed.has(Number(back)) || /^\d/.test(this.#rest())) throw new Untranslatable();
      this.#refersBack = true;
      return `\\${back}(?:)`;
    }
    if (this.#rest().startsWith('A')) return this.#skip('^');
    if (this.#rest().startsWith('z')) return this.#skip(END);
    const set = this.#namedSet();
    if (set !== undefined) return `[${set}]`;
    return this.#escapedCharacter();
  }

  #skip(replacement: string): string {
    this.#at++;
    return replacement;
  }

  /** `\d`, `\p{Lu}` … as the contents of a class. */
  #namedSet(): string | undefined {
    const [all, name, negated, long, short] = /^(?:([dDsSwW])|([pP])(?:\{(\w+)\}|([A-Z])))/.exec(this.#rest()) ?? [];
    if (all === undefined) return undefined;
    this.#at += all.length;
    if (name) return SETS[name];
    const property = long ?? short ?? '';
    const category = CATEGORY.exec(property)?.[1];
    if (category) return `\\${negated}{${category}}`;
    const set = negated === 'p' && Object.hasOwn(SETS, property) && property.length > 1 ? SETS[property] : undefined;
    if (set === undefined) throw new Untranslatable();
    return set;
  }

  #escapedCharacter(): string {
    const [code] = /^(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[tnrf])/.exec(this.#rest()) ?? [];
    // A surrogate pair written as two escapes is one character in Java.
    if (code && !/^u[dD][89A-Fa-f]/.test(code)) {
      this.#at += code.length;
      return `\\${code}`;
    }
    const c = this.#take();
    if (c === undefined || /[A-Za-z0-9]/.test(c)) throw new Untranslatable();
    return literal(c);
  }

  #characterClass(): string {
    const negation = this.#rest().startsWith('^') ? this.#skip('^') : '';
    if (/^[\]^]/.test(this.#rest())) throw new Untranslatable();
    let out = '';
    while (!this.#rest().startsWith(']')) {
      const item = this.#classItem();
      out += item.text;
      if (!/^-[^\]]/.test(this.#rest())) continue;
      if (item.isSet) throw new Untranslatable();
      this.#at++;
      const end = this.#classItem();
      if (end.isSet) throw new Untranslatable();
      out += `-${end.text}`;
    }
    this.#at++;
    return `[${negation}${out}]`;
  }

  #classItem(): { text: string; isSet: boolean } {
    // Nested classes, intersections.
    if (this.#at >= this.#source.length || /^(?:\[|&&)/.test(this.#rest())) throw new Untranslatable();
    const c = this.#take();
    if (c !== '\\') return { text: literal(c), isSet: false };
    const set = this.#namedSet();
    return set === undefined ? { text: this.#escapedCharacter(), isSet: false } : { text: set, isSet: true };
  }

  #rest(): string {
    return this.#source.slice(this.#at);
  }

  #take(): string {
    const c = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += c.length;
    return c;
  }
}

const literal = (c: string): string => (/^[\\^$.*+?()[\]{}|/-]$/.test(c) ? `\\x${c.charCodeAt(0).toString(16)}` : c);
