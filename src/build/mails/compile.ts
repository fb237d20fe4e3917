import mjml2html from 'mjml';
import { BuildError } from '../common/builder.ts';
import { lineOf } from './sources.ts';
import type { Expansion } from './template.ts';

/**
 * An expanded source → what Keycloak's FreeMarker reads. The header sets the escaping (HTML or none) and the square-bracket syntax,
 * which cannot be mistaken for MJML or HTML.
 */
const header = (format: 'HTML' | 'plainText') => `[#ftl output_format="${format}"][#import "../functions.ftl" as fn]\n`;

interface MjmlFault {
  line?: number;
  message: string;
}

/** @param head what stands above the mail; FreeMarker's header by default. */
export async function compileHtml(expansion: Expansion, head = header('HTML')): Promise<string> {
  checkBalance(expansion);
  try {
    const { html } = await mjml2html(expansion.text, { validationLevel: 'strict', fonts: {} });
    return head + tidy(expansion.finish(html));
  } catch (error) {
    const [first] = (error as { errors?: MjmlFault[] }).errors ?? [];
    if (!first || error instanceof BuildError) throw error;
    throw expansion.fault(first.line ?? 1, first.message);
  }
}

export function compileText(expansion: Expansion): string {
  return header('plainText') + expansion.finish(expansion.text).trimStart();
}

/** MJML's parser closes forgotten tags in silence; a mail must not depend on its guess. */
function checkBalance({ text, fault }: Expansion): void {
  const open: { name: string; line: number }[] = [];
  for (const match of text.matchAll(/<(\/?)(mj[\w-]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    const [, closing, name = '', selfClosing] = match;
    const line = lineOf(text, match.index);
    if (selfClosing) continue;
    if (!closing) {
      open.push({ name, line });
      continue;
    }
    const last = open.pop();
    if (last?.name !== name) throw fault(line, `</${name}> closes ${last ? `<${last.name}>` : 'nothing'}`);
  }
  const [forgotten] = open;
  if (forgotten) throw fault(forgotten.line, `<${forgotten.name}> is never closed`);
}

/** Blank lines and indentation are a third of MJML's output. */
function tidy(html: string): string {
  return `${html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')}\n`;
}
