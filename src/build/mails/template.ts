import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import Handlebars from 'handlebars';
import type { Brand } from '../../brand.ts';
import { ROOT } from '../../paths.ts';
import { BuildError } from '../options.ts';
import { mix } from '../tokens.ts';
import type { Catalogue } from './catalogue.ts';
import type { Kind, Variables } from './variables.ts';

/**
 * Handlebars at build time. `{{t "key"}}` becomes the `msg()` call that fetches the sentence while Keycloak sends, with the variables that
 * the sentence names; `{{name}}` becomes that variable; `{{#if}}` and `{{#each}}` over Keycloak's data become FreeMarker's own.
 * MJML never sees FreeMarker: it gets tokens, which {@link Expansion.finish} replaces in MJML's output.
 */
export interface Expansion {
  text: string;
  finish(output: string): string;
}

/** `.mjml` sources escape for HTML, `.txt` sources do not. */
export type Extension = '.mjml' | '.txt';

const TOKEN = /<!--@@FTL(\d+)@@-->|@@FTL(\d+)@@/g;

/** A variable of Keycloak's in a source. Printed, it is a token; `toHTML` keeps Handlebars from escaping that. */
class Expression {
  readonly kind: Kind;
  readonly ftl: string;
  readonly #print: (ftl: string) => string;

  constructor(kind: Kind, ftl: string, print: (ftl: string) => string) {
    this.kind = kind;
    this.ftl = ftl;
    this.#print = print;
  }

  toString(): string {
    if (this.kind === 'condition' || this.kind === 'list') throw new Error(`a ${this.kind} cannot be printed`);
    return this.#print(`\${${this.ftl}}`);
  }

  toHTML(): string {
    return this.toString();
  }
}

type Options = Handlebars.HelperOptions;

export class Templates {
  readonly #handlebars = Handlebars.create();
  readonly #catalogue: Catalogue;
  readonly #brand: Brand;
  readonly #extension: Extension;
  readonly #shades: Record<string, string>;
  readonly #partials: Record<string, Handlebars.TemplateDelegate>;

  constructor(dir: string, extension: Extension, catalogue: Catalogue, brand: Brand) {
    this.#catalogue = catalogue;
    this.#brand = brand;
    this.#extension = extension;
    const { accent, band, light } = brand.colours;
    this.#shades = { halo: mix(accent, band, 0.22), line: mix(light.border, light.card, 0.25) };
    const files = readdirSync(dir).filter((file) => extname(file) === extension);
    this.#partials = Object.fromEntries(files.map((file) => [basename(file, extension), this.#load(join(dir, file))]));
  }

  /** Throws a {@link BuildError} naming file and line for an unknown variable, partial, key, or broken braces. */
  expand(file: string, variables: Variables): Expansion {
    const tokens: string[] = [];
    const print = (ftl: string): string => `@@FTL${tokens.push(ftl) - 1}@@`;
    const statement = (ftl: string): string => (this.#extension === '.mjml' ? `<!--${print(ftl)}-->` : print(ftl));
    const expressions = Object.fromEntries(
      Object.entries(variables).map(([name, { kind, ftl }]) => [name, new Expression(kind, ftl, print)]),
    );
    const text = this.#load(file)(
      { ...expressions, brand: this.#brand, shades: this.#shades },
      { partials: this.#partials, helpers: located(this.#helpers(variables, print, statement)) },
    );
    return {
      text,
      finish: (output) => output.replace(TOKEN, (_, a?: string, b?: string) => tokens[Number(a ?? b)] ?? ''),
    };
  }

  #helpers(
    variables: Variables,
    print: (ftl: string) => string,
    statement: (ftl: string) => string,
  ): Record<string, Handlebars.HelperDelegate> {
    return {
      t: (key: string) => {
        const args = this.#catalogue.use(key);
        if (!args) throw new Error(`no sentence has the key ${key}`);
        const passed = args.map((name) => {
          const variable = variables[name];
          if (!variable)
            throw new Error(
              `this mail has no variable {${name}}, which ${key} needs (${relative(ROOT, this.#catalogue.place(key))})`,
            );
          return variable.kind === 'number' ? variable.ftl : `fn.plain(${variable.ftl})`;
        });
        return new Handlebars.SafeString(print(`\${msg(${[`"${key}"`, ...passed].join(', ')})}`));
      },
      if(this: unknown, value: unknown, options: Options) {
        if (!(value instanceof Expression)) return value ? options.fn(this) : options.inverse(this);
        if (value.kind !== 'condition' && value.kind !== 'list') throw new Error('{{#if}} needs a condition');
        const test = value.kind === 'list' ? `${value.ftl}?has_content` : value.ftl;
        const otherwise = options.inverse(this);
        return (
          statement(`[#if ${test}]`) + options.fn(this) + (otherwise && statement('[#else]') + otherwise) + statement('[/#if]')
        );
      },
      each(this: object, value: unknown, options: Options) {
        if (!(value instanceof Expression)) return (value as unknown[]).map((item) => options.fn(item)).join('');
        if (value.kind !== 'list') throw new Error('{{#each}} needs a list');
        const item = new Expression('text', 'item', print);
        return statement(`[#list ${value.ftl} as item]`) + options.fn({ ...this, item }) + statement('[/#list]');
      },
    };
  }

  /** Compiles one source so that each of its faults names it. Raw FreeMarker is refused: nothing would check its variables. */
  #load(file: string): Handlebars.TemplateDelegate {
    const source = readFileSync(file, 'utf8').trimEnd();
    const raw = /\$\{|\[\/?#/.exec(source);
    if (raw) throw fault(file, source.slice(0, raw.index).split('\n').length, 'write {{variable}} or {{#if}}, not FreeMarker');
    const template = this.#handlebars.compile(source, {
      strict: true,
      // Lines stay lines, so that a fault of MJML's can be traced to its source; FreeMarker drops the lines that hold only its own tags.
      ignoreStandalone: true,
      preventIndent: true,
      noEscape: this.#extension === '.txt',
    });
    return (context, options) => {
      try {
        return template(context, options);
      } catch (error) {
        if (error instanceof BuildError) throw error;
        const { message, lineNumber } = error as Error & { lineNumber?: number };
        const line = lineNumber ?? /line (\d+)/.exec(message)?.[1];
        throw fault(file, line, message.replace(/ - \d+:\d+$/, '').replace(' in [object Object]', ''));
      }
    };
  }
}

/** A helper's error says on which line it was called. */
function located(helpers: Record<string, Handlebars.HelperDelegate>): Record<string, Handlebars.HelperDelegate> {
  const locate = (helper: Handlebars.HelperDelegate): Handlebars.HelperDelegate =>
    function (this: unknown, ...args: unknown[]) {
      try {
        return helper.apply(this, args as []);
      } catch (error) {
        const { loc } = args.at(-1) as { loc?: { start: { line: number } } };
        throw error instanceof BuildError
          ? error
          : Object.assign({ lineNumber: loc?.start.line }, error, { message: (error as Error).message });
      }
    };
  return Object.fromEntries(Object.entries(helpers).map(([name, helper]) => [name, locate(helper)]));
}

export function fault(file: string, line: number | string | undefined, message: string): BuildError {
  return new BuildError(`${relative(ROOT, file)}${line === undefined ? '' : `:${line}`}: ${message}`);
}
