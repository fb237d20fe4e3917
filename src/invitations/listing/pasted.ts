/** An address in angle brackets, behind a name or not: `Ana García <ana@sol.test>`. */
const IN_BRACKETS = /<\s*(?:mailto:)?([^\s<>@]+@[^\s<>@]+?)\s*>/gi;
/** A link that mail programs and web pages copy: `mailto:ana@sol.test?subject=Hola`. */
const LINK = /(?<![^\s<(])mailto:([^\s<>?]*@[^\s<>?]*)(?:\?[^\s<>]*)?/gi;
/** What stands around an address in a list or a sentence, and in no address. */
const AROUND = /^[<([,;:]+|[>)\],;:.]+$/g;

/**
 * A search as people mean it who paste what a mail program copies: the one address that stands in brackets behind a name (the name may be written otherwise
 * than ours), what a `mailto:` leads to, and words without the commas and semicolons of a list.
 */
export function pasted(text: string): string {
  const bare = text.replace(LINK, (_, address: string) => decoded(address));
  const [bracketed, second] = bare.matchAll(IN_BRACKETS);
  return bracketed?.[1] !== undefined && !second ? bracketed[1] : bare;
}

/** One word without what stands around it in a list; an address also without a full stop behind it. */
export function bareWord(word: string): string {
  return word.includes('@') ? word.replace(AROUND, '') : word.replace(/^[,;]+|[,;]+$/g, '');
}

/** RFC 6068 §2: `%2B` stands for a plus sign. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
