import { relative } from 'node:path';
import Handlebars from 'handlebars';
import { ROOT } from '../../common/paths.ts';
import type { Catalogue } from './catalogue.ts';
import type { Kind, Variable, Variables } from './variables.ts';

/**
 * The helpers of mail sources. `{{t "key"}}` becomes the `msg()` call with which Keycloak looks the sentence up, with the variables that the sentence
 * names; `{{name}}` becomes that variable; `{{#if}}` and `{{#each}}` over Keycloak's data become FreeMarker's own.
 */
export interface Tools {
  catalogue: Catalogue;
  variables: Variables;
  /** FreeMarker that prints something → its token. */
  print(ftl: string): string;
  /** A FreeMarker tag → its token, which may stand between any two elements. */
  statement(ftl: string): string;
}

/** A variable of Keycloak's in a source. Printed, it is a token; `toHTML` keeps Handlebars from escaping that. */
export class Expression {
  readonly kind: Kind;
  readonly ftl: string;
  readonly #name: string;
  readonly #print: Tools['print'];

  constructor(name: string, { kind, ftl }: Variable, print: Tools['print']) {
    this.#name = name;
    this.kind = kind;
    this.ftl = ftl;
    this.#print = print;
  }

  toString(): string {
    if (this.kind !== 'text') throw new Error(`{{${this.#name}}} is a ${this.kind} and cannot be printed`);
    return this.#print(`\${${this.ftl}}`);
  }

  toHTML(): string {
    return this.toString();
  }
}

export function helpers({ catalogue, variables, print, statement }: Tools): Record<string, Handlebars.HelperDelegate> {
  return {
    t: located((key: string) => {
      const args = catalogue.use(key);
      if (!args) throw new Error(`no sentence has the key ${key}`);
      const passed = args.map((name) => {
        const variable = variables[name];
        if (variable?.kind === 'text') return `fn.plain(${variable.ftl})`;
        throw new Error(`this mail has no variable {${name}}, which ${key} needs (${relative(ROOT, catalogue.place(key))})`);
      });
      return new Handlebars.SafeString(print(`\${msg(${[`"${key}"`, ...passed].join(', ')})}`));
    }),

    if: located(function (this: unknown, value: unknown, options: Handlebars.HelperOptions) {
      if (!(value instanceof Expression)) return value ? options.fn(this) : options.inverse(this);
      if (value.kind === 'text') throw new Error('{{#if}} needs a condition or a list');
      const test = value.kind === 'list' ? `${value.ftl}?has_content` : value.ftl;
      const otherwise = options.inverse(this);
      return (
        statement(`[#if ${test}]`) + options.fn(this) + (otherwise && statement('[#else]') + otherwise) + statement('[/#if]')
      );
    }),

    each: located(function (this: object, value: unknown, options: Handlebars.HelperOptions) {
      if (!(value instanceof Expression) || value.kind !== 'list') throw new Error('{{#each}} needs a list');
      const item = new Expression('item', { kind: 'text', ftl: 'item' }, print);
      return statement(`[#list ${value.ftl} as item]`) + options.fn({ ...this, item }) + statement('[/#list]');
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
