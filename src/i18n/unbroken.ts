/** No line of a page ends within "e-mail": its hyphen does not break. Addresses, which are copied, keep their own. */
export const unbroken = (text: string): string => text.replace(/(?<![@/.]\S*)\b(e)-(?=mail(?!\S*[@/]))/gi, '$1\u2011');
