import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import Handlebars from 'handlebars';
import { ROOT } from '../../common/paths.ts';
import { BuildError } from '../common/builder.ts';

/**
 * Handlebars sources that can say where they come from. A mail is put together from many files, some as blocks inside others; Handlebars'
 * errors know a line but no file, and MJML's know neither. So each file's lines count from a number of its own, and each line of what
 * is expanded carries a mark with that number, between two
 * characters of Unicode's private use, which no text has.
 */
const LINES_PER_FILE = 100_000;
const MARK = /\uE001(\d+)\uE002/g;
/** A mark that visible text follows before the next mark or the end of the line. */
const VISIBLE_MARK = /\uE001(\d+)\uE002(?=[^\n\uE001]*[^\s\uE001])/g;

interface Node {
  type?: string;
  loc?: hbs.AST.SourceLocation;
  /** What a `{{name}}` or `{{> name}}` mentions. */
  path?: { original?: string };
  name?: { original?: string };
}

export class Sources {
  readonly #files: string[] = [];
  readonly #mentions = new Map<string, number>();

  /** Parses a file. Throws a {@link BuildError} for broken Handlebars and for FreeMarker, whose variables nobody would check. */
  parse(file: string): hbs.AST.Program {
    const text = readFileSync(file, 'utf8').trimEnd();
    const raw = /\$\{|\[\/?#/.exec(text);
    if (raw) throw fault(file, lineOf(text, raw.index), 'write {{variable}} or {{#if}}, not FreeMarker');
    const offset = this.#files.push(file) * LINES_PER_FILE;
    try {
      // Lines stay lines, so that a fault of MJML's can be traced; FreeMarker itself drops the lines that hold only its own tags.
      const program = Handlebars.parse(text, { ignoreStandalone: true });
      this.#mark(program, offset);
      return program;
    } catch (error) {
      const { message } = error as Error;
      const line = /line (\d+)|- (\d+):\d+$/.exec(message);
      throw fault(file, line?.[1] ?? line?.[2], message);
    }
  }

  /** The fault of an expanded mail as a fault of the source that brought it in. `line` is the line of the expanded text. */
  trace(marked: string, line: number, message: string): BuildError {
    const before = marked.split('\n').slice(0, line).join('\n');
    return this.fault(Number([...before.matchAll(VISIBLE_MARK)].at(-1)?.[1] ?? 0), message);
  }

  /** Where a name was mentioned last, for errors that Handlebars gives no line. */
  mention(name: string): number {
    return this.#mentions.get(name) ?? 0;
  }

  /** `line` as Handlebars reports it for one of these sources. */
  fault(line: number, message: string): BuildError {
    const file = this.#files[Math.floor(line / LINES_PER_FILE) - 1];
    return file ? fault(file, line % LINES_PER_FILE, message) : new BuildError(message);
  }

  /** Moves the lines of a whole tree, and writes its number into every line of text. */
  #mark(node: unknown, offset: number): void {
    if (node === null || typeof node !== 'object') return;
    const { type, loc, path, name } = node as Node;
    if (loc) {
      loc.start = { ...loc.start, line: loc.start.line + offset };
      const mentioned = (path ?? name)?.original;
      if (mentioned !== undefined) this.#mentions.set(mentioned, loc.start.line);
      if (type === 'ContentStatement') {
        const content = node as hbs.AST.ContentStatement;
        content.value = content.value
          .split('\n')
          .map((line, index) => `\uE001${loc.start.line + index}\uE002${line}`)
          .join('\n');
      }
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'loc') this.#mark(child, offset);
  }
}

export const withoutMarks = (marked: string): string => marked.replace(MARK, '');

export const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

export function fault(file: string, line: number | string | undefined, message: string): BuildError {
  return new BuildError(`${relative(ROOT, file)}${line === undefined ? '' : `:${line}`}: ${message}`);
}
