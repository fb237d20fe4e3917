import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../../settings/brand.ts';

/**
 * ICU MessageFormat, in which our sentences are written, → `java.text.MessageFormat`, in which Keycloak reads them: named arguments
 * become numbers, apostrophes are doubled, plurals become a choice. Translators never meet Java's quoting rules.
 */

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

/** The element types of `@formatjs/icu-messageformat-parser`, whose enum cannot be imported under erasable syntax. */
const LITERAL = 0;
const ARGUMENT = 1;
const PLURAL = 6;
const POUND = 7;

export interface Message {
  nodes: Node[];
  /** Names of the arguments in the order of their first appearance. */
  args: string[];
}

/** Parses a sentence. Throws on broken braces and on ICU elements that Java's MessageFormat has no match for. */
export function parseMessage(text: string, locale: Locale): Message {
  const nodes = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst();
  const args: string[] = [];
  for (const node of nodes) {
    if (node.type === LITERAL) continue;
    if (node.type !== ARGUMENT && node.type !== PLURAL) throw new Error('only {name} and {name, plural, …} can be used in mails');
    if (!args.includes(node.value)) args.push(node.value);
  }
  return { nodes, args };
}

/** The sentence as Java pattern. `order` numbers the arguments; `constants` are put in as they are. */
export function toJavaPattern(message: Message, order: string[], constants: Record<string, string>, locale: Locale): string {
  const indexOf = (name: string): number => {
    const index = order.indexOf(name);
    if (index < 0) throw new Error(`unknown placeholder {${name}}`);
    return index;
  };
  return message.nodes
    .map((node) => {
      if (node.type === LITERAL) return quote(node.value);
      if (node.type === PLURAL) return choice(node, indexOf(node.value), locale);
      const constant = constants[(node as { value: string }).value];
      return constant === undefined ? `{${indexOf((node as { value: string }).value)}}` : quote(constant);
    })
    .join('');
}

const quote = (text: string): string => text.replaceAll("'", "''").replace(/[{}]+/g, "'$&'");

/** `{0,choice,0#…|1#…|1<…}`: enough for whole numbers in languages with one singular and one plural. */
function choice(node: Extract<Node, { type: 6 }>, index: number, locale: Locale): string {
  // CLDR's `pt` is Brazilian; Keycloak's `pt` is European, where zero takes the plural.
  const rules = new Intl.PluralRules(locale === 'pt' ? 'pt-PT' : locale);
  const branch = (count: number, category: string): string => {
    const option = node.options[`=${count}`] ?? node.options[category] ?? node.options.other;
    if (!option) throw new Error(`plural of {${node.value}} has no branch "other"`);
    const text = option.value.map((part) => (part.type === POUND ? '#' : part.type === LITERAL ? part.value : '{')).join('');
    if (/['|<{}]/.test(text)) throw new Error(`a plural branch of {${node.value}} may hold only plain words and #`);
    return text.replaceAll('#', `{${index}}`);
  };
  return `{${index},choice,0#${branch(0, rules.select(0))}|1#${branch(1, rules.select(1))}|1<${branch(2, rules.select(2))}}`;
}
