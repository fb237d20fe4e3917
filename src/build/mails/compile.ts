import mjml2html from 'mjml';
import { BuildError } from '../options.ts';
import { type Expansion, fault } from './template.ts';

/**
 * An expanded source → what Keycloak's FreeMarker reads. The header sets the escaping (HTML or none) and the square-bracket syntax,
 * which cannot be mistaken for MJML or HTML.
 */
const header = (format: 'HTML' | 'plainText') => `[#ftl output_format="${format}"][#import "../functions.ftl" as fn]\n`;

interface MjmlFault {
  line?: number;
  message: string;
}

export async function compileHtml(file: string, expansion: Expansion): Promise<string> {
  checkBalance(file, expansion.text);
  try {
    const { html } = await mjml2html(expansion.text, { validationLevel: 'strict', fonts: {} });
    return header('HTML') + tidy(expansion.finish(html));
  } catch (error) {
    if (error instanceof BuildError) throw error;
    const [first] = (error as { errors?: MjmlFault[] }).errors ?? [];
    throw fault(file, first?.line, first?.message ?? (error as Error).message);
  }
}

export function compileText(expansion: Expansion): string {
  return header('plainText') + expansion.finish(expansion.text).trimStart();
}

/** MJML's parser closes forgotten tags in silence; a mail must not depend on its guess. */
function checkBalance(file: string, source: string): void {
  const open: { name: string; line: number }[] = [];
  for (const match of source.matchAll(/<(\/?)(mj[\w-]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    const [, closing, name = '', selfClosing] = match;
    const line = source.slice(0, match.index).split('\n').length;
    if (selfClosing) continue;
    if (!closing) {
      open.push({ name, line });
      continue;
    }
    const last = open.pop();
    if (last?.name !== name) throw fault(file, line, `</${name}> closes ${last ? `<${last.name}>` : 'nothing'}`);
  }
  const [forgotten] = open;
  if (forgotten) throw fault(file, forgotten.line, `<${forgotten.name}> is never closed`);
}

/** Blank lines and indentation are a third of MJML's output. */
function tidy(html: string): string {
  return `${html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')}\n`;
}
