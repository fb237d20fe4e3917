import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import Handlebars from 'handlebars';
import type { Brand } from '../../settings/brand.ts';
import { mix } from '../assets/colour-tokens.ts';
import { BuildError } from '../common/builder.ts';
import type { Catalogue } from './catalogue.ts';
import { type Dialect, FREEMARKER } from './dialects.ts';
import { Expression, helpers } from './helpers.ts';
import { Sources, withoutMarks } from './sources.ts';
import type { Variables } from './variables.ts';

/** `.mjml` sources escape for HTML, `.txt` sources do not. */
export type Extension = '.mjml' | '.txt';

/** A mail's source with all partials, in which the mail's data are tokens: MJML never sees FreeMarker, or what is for Handlebars later. */
export interface Expansion {
  text: string;
  /** Puts FreeMarker in the place of the tokens, in the text or in what MJML made of it. */
  finish(output: string): string;
  /** A fault in a line of the text as a fault of the source that it comes from. */
  fault(line: number, message: string): BuildError;
}

const TOKEN = /<!--@@FTL(\d+)@@-->|@@FTL(\d+)@@/g;

/** The sources of one folder of partials, expanded at build time by Handlebars (see helpers.ts for what they can say). */
export class Templates {
  readonly #handlebars = Handlebars.create();
  readonly #sources = new Sources();
  readonly #catalogue: Catalogue;
  readonly #extension: Extension;
  readonly #context: object;
  readonly #partials: Record<string, Handlebars.TemplateDelegate>;
  readonly #dialect: Dialect;
  readonly #uses: ((key: string) => void) | undefined;

  /** @param uses told each sentence that a source uses. */
  constructor(
    partials: string,
    extension: Extension,
    catalogue: Catalogue,
    brand: Brand,
    dialect = FREEMARKER,
    uses?: (key: string) => void,
  ) {
    this.#dialect = dialect;
    this.#uses = uses;
    this.#catalogue = catalogue;
    this.#extension = extension;
    const { light } = brand.colours;
    this.#context = { brand, shades: { line: mix(light.border, light.card, 0.25) } };
    const files = readdirSync(partials).filter((file) => extname(file) === extension);
    this.#partials = Object.fromEntries(files.map((file) => [basename(file, extension), this.#compile(join(partials, file))]));
  }

  /** Throws a {@link BuildError} naming file and line for an unknown variable, partial or key, and for broken braces. */
  expand(file: string, variables: Variables): Expansion {
    const tokens: string[] = [];
    const dialect = this.#dialect;
    const print = (ftl: string): string => `@@FTL${tokens.push(ftl) - 1}@@`;
    const statement = (ftl: string): string => (this.#extension === '.mjml' ? `<!--${print(ftl)}-->` : print(ftl));
    const expressions = Object.entries(variables).map(([name, variable]) => [
      name,
      new Expression(name, variable, (code) => print(dialect.value(code))),
    ]);
    const marked = this.#located(() =>
      this.#compile(file)(
        { ...Object.fromEntries(expressions), ...this.#context },
        {
          partials: this.#partials,
          helpers: helpers({ catalogue: this.#catalogue, variables, dialect, uses: this.#uses, print, statement }),
        },
      ),
    );
    return {
      text: withoutMarks(marked),
      finish: (output) =>
        output.replace(TOKEN, (_, inComment?: string, alone?: string) => tokens[Number(inComment ?? alone)] ?? ''),
      fault: (line, message) => this.#sources.trace(marked, line, message),
    };
  }

  #compile(file: string): Handlebars.TemplateDelegate {
    return this.#handlebars.compile(this.#sources.parse(file), {
      strict: true,
      preventIndent: true,
      noEscape: this.#extension === '.txt',
      explicitPartialContext: false,
    });
  }

  #located(expand: () => string): string {
    try {
      return expand();
    } catch (error) {
      if (error instanceof BuildError) throw error;
      const { message, lineNumber } = error as Error & { lineNumber?: number };
      const name = /^The partial (.+) could not be found|^\{\{(.+)\}\} is a/.exec(message);
      throw this.#sources.fault(
        lineNumber ?? this.#sources.mention(name?.[1] ?? name?.[2] ?? ''),
        message.replace(/ - \d+:\d+$/, '').replace(' in [object Object]', ''),
      );
    }
  }
}
