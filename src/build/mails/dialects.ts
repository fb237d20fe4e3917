/** In which language a built mail asks for data and sentences while it is sent: Keycloak's mails in FreeMarker, the sidecar's own in Handlebars. */
export interface Dialect {
  /** Prints an expression. */
  value(code: string): string;
  /** Prints a sentence with its arguments, which are expressions in the order of the sentence. */
  sentence(key: string, args: readonly string[]): string;
  /** Tags around what is shown under a condition, and instead of it. */
  condition(code: string, isList: boolean): { open: string; otherwise: string; close: string };
  /** Tags around what is repeated for each `item` of a list. */
  each(code: string): { open: string; close: string };
}

export const FREEMARKER: Dialect = {
  value: (code) => `\${${code}}`,
  sentence: (key, args) => `\${msg(${[`"${key}"`, ...args.map((code) => `fn.plain(${code})`)].join(', ')})}`,
  condition: (code, isList) => ({
    open: `[#if ${isList ? `${code}?has_content` : code}]`,
    otherwise: '[#else]',
    close: '[/#if]',
  }),
  each: (code) => ({ open: `[#list ${code} as item]`, close: '[/#list]' }),
};

/** Sentences take their arguments by name from what the mail is sent with. */
export const HANDLEBARS: Dialect = {
  value: (code) => `{{${code}}}`,
  sentence: (key) => `{{t "${key}"}}`,
  condition: (code) => ({ open: `{{#if ${code}}}`, otherwise: '{{else}}', close: '{{/if}}' }),
  each: (code) => ({ open: `{{#each ${code} as |item|}}`, close: '{{/each}}' }),
};
