import { relative } from 'node:path';
import Handlebars from 'handlebars';
import { ROOT } from '../../common/paths.ts';
import type { Catalogue } from './catalogue.ts';
import type { Dialect } from './dialects.ts';
import type { Kind, Variable, Variables } from './variables.ts';

/**
 * The helpers of mail sources. `{{t "key"}}` becomes what looks the sentence up while the mail is sent, with the variables that the sentence
 * names; `{{name}}` becomes that variable; `{{#if}}` and `{{#each}}` over the mail's data become those of the dialect.
 */
export interface Tools {
  catalogue: Catalogue;
  variables: Variables;
  dialect: Dialect;
  /** Told each sentence that is used. */
  uses?: ((key: string) => void) | undefined;
  /** Code that prints something → its token. */
  print(ftl: string): string;
  /** A tag → its token, which may stand between any two elements. */
  statement(ftl: string): string;
}

/** A variable of the mail's data in a source. Printed, it is a token; `toHTML` keeps Handlebars from escaping that. */
export class Expression {
  readonly kind: Kind;
  readonly ftl: string;
  readonly #name: string;
  readonly #print: (code: string) => string;

  /** @param print prints the expression. */
  constructor(name: string, { kind, ftl }: Variable, print: (code: string) => string) {
    this.#name = name;
    this.kind = kind;
    this.ftl = ftl;
    this.#print = print;
  }

  toString(): string {
    if (this.kind !== 'text') throw new Error(`{{${this.#name}}} is a ${this.kind} and cannot be printed`);
    return this.#print(this.ftl);
  }

  toHTML(): string {
    return this.toString();
  }
}

export function helpers({
  catalogue,
  variables,
  dialect,
  uses,
  print,
  statement,
}: Tools): Record<string, Handlebars.HelperDelegate> {
  return {
    t: located((key: string) => {
      const args = catalogue.use(key);
      if (!args) throw new Error(`no sentence has the key ${key}`);
      const passed = args.map((name) => {
        const variable = variables[name];
        if (variable?.kind === 'text') return variable.ftl;
        throw new Error(`this mail has no variable {${name}}, which ${key} needs (${relative(ROOT, catalogue.place(key))})`);
      });
      uses?.(key);
      return new Handlebars.SafeString(print(dialect.sentence(key, passed)));
    }),

    if: located(function (this: unknown, value: unknown, options: Handlebars.HelperOptions) {
      if (!(value instanceof Expression)) return value ? options.fn(this) : options.inverse(this);
      if (value.kind === 'text') throw new Error('{{#if}} needs a condition or a list');
      const { open, otherwise: between, close } = dialect.condition(value.ftl, value.kind === 'list');
      const otherwise = options.inverse(this);
      return statement(open) + options.fn(this) + (otherwise && statement(between) + otherwise) + statement(close);
    }),

    each: located(function (this: object, value: unknown, options: Handlebars.HelperOptions) {
      if (!(value instanceof Expression) || value.kind !== 'list') throw new Error('{{#each}} needs a list');
      const item = new Expression('item', { kind: 'text', ftl: 'item' }, (code) => print(dialect.value(code)));
      const { open, close } = dialect.each(value.ftl);
      return statement(open) + options.fn({ ...this, item }) + statement(close);
    }),
  };
}

/** A helper's error says on which line the helper was called. Handlebars passes it whatever the source does. */
function located(helper: (this: object, ...args: never[]) => unknown): Handlebars.HelperDelegate {
  return function (this: object, ...args: unknown[]) {
    try {
      return helper.apply(this, args as never[]);
    } catch (error) {
      const { loc } = args.at(-1) as { loc?: { start: { line: number } } };
      throw Object.assign(error as Error, { lineNumber: (error as { lineNumber?: number }).lineNumber ?? loc?.start.line });
    }
  };
}
