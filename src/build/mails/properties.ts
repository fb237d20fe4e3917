/** Java `.properties`, as Keycloak reads them: UTF-8, announced on the first line; `key=value`, backslash escapes. */

export interface Entry {
  value: string;
  line: number;
}

/** Reads our message files: one `key = value` a line, `#` comments. Throws with the line's number on anything else. */
export function parseProperties(text: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  text.split('\n').forEach((raw, index) => {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return;
    const match = /^([\w.-]+)[ \t]*=[ \t]*(.*)$/.exec(trimmed);
    if (!match?.[1] || !match[2]) throw new PropertiesError('expected "key = value"', line);
    const before = entries.get(match[1]);
    if (before) throw new PropertiesError(`${match[1]} stands on line ${before.line} already`, line);
    entries.set(match[1], { value: match[2], line });
  });
  return entries;
}

export class PropertiesError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

export function formatProperties(entries: Iterable<[string, string]>): string {
  const lines = [...entries].map(([key, value]) => `${key}=${escapeValue(value)}`);
  return `# encoding: UTF-8\n${lines.join('\n')}\n`;
}

const escapeValue = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replace(/^ /, '\\ ');
