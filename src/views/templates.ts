import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Handlebars from 'handlebars';
import { isMessageKey } from '../i18n/index.ts';
import type { PageName } from './models/models.ts';

/** Reads, checks and compiles the Handlebars files beside this module (`npm run build` copies them beside the compiled one). */
const DIRECTORY = import.meta.dirname;

/** Page → file in `pages/`. */
const PAGE_FILES: Record<PageName, string> = {
  home: 'home',
  activate: 'activate',
  notice: 'notice',
  resend: 'resend',
  profile: 'profile',
  help: 'help',
  support: 'support',
  feedbackThanks: 'feedback-thanks',
  apiDocs: 'api-docs',
  adminInvitations: 'admin-invitations',
  adminInvitationNew: 'admin-invitation-new',
  adminInvitation: 'admin-invitation',
  adminAmend: 'admin-amend',
  adminRevoke: 'admin-revoke',
  adminSelection: 'admin-selection',
  adminBulk: 'admin-bulk',
  adminImport: 'admin-import',
  adminImportStatus: 'admin-import-status',
};

export type Template = (model: object, options: { data: object }) => string;

/** Handlebars compiles a template when it is first drawn, which the list's first reader would wait for: a tenth of a second of processor time. */
export interface Templates {
  pages: Record<PageName, Template>;
  /** Compiles all, one after the other, and lets other work go first. */
  prepare(): Promise<void>;
}

export function compileTemplates(helpers: Record<string, Handlebars.HelperDelegate>): Templates {
  const faults = checkTemplates();
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const engine = Handlebars.create();
  engine.registerHelper(helpers);
  const options: CompileOptions = {
    // A misspelt value throws instead of leaving a hole; a misspelt helper fails too.
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
    // A partial sees what it is given and nothing else.
    explicitPartialContext: true,
    // Indenting a partial's lines would indent what stands in a text area.
    preventIndent: true,
  };
  const partials = new Map(templateFiles('partials').map(({ name, source }) => [name, engine.compile(source, options)]));
  for (const [name, partial] of partials) engine.registerPartial(name, partial);
  const pages = new Map(templateFiles('pages').map(({ name, source }) => [name, engine.compile(source, options)]));
  const byPage = Object.entries(PAGE_FILES).map(([page, file]) => {
    const template = pages.get(file);
    if (!template) throw new Error(`no template pages/${file}.hbs`);
    return [page, template];
  });
  return {
    pages: Object.fromEntries(byPage) as Record<PageName, Template>,
    async prepare() {
      for (const template of [...partials.values(), ...pages.values()]) {
        await nextTurn();
        try {
          template({});
        } catch {
          // It is compiled, and lacks the values of a page.
        }
      }
    },
  };
}

/** One line for each template that names a message that there is not. */
export function checkTemplates(directory = DIRECTORY): string[] {
  return (['pages', 'partials'] as const).flatMap((folder) =>
    templateFiles(folder, directory).flatMap(({ name, source }) => {
      const unknown = messageKeysIn(source).filter((key) => !isMessageKey(key));
      return unknown.length > 0 ? [`src/views/${folder}/${name}.hbs names unknown messages: ${unknown.join(', ')}`] : [];
    }),
  );
}

/** The message keys that a template names. */
export function messageKeysIn(source: string): string[] {
  const keys: string[] = [];
  const visitor = new Handlebars.Visitor();
  const collect = ({ path, params }: { path: unknown; params: hbs.AST.Expression[] }) => {
    const [key] = params;
    if ((path as hbs.AST.PathExpression).original === 't' && key?.type === 'StringLiteral')
      keys.push((key as hbs.AST.StringLiteral).value);
  };
  // The visitor's own methods walk on into parameters and blocks.
  const { MustacheStatement: mustache, SubExpression: sub } = Handlebars.Visitor.prototype;
  visitor.MustacheStatement = function (node) {
    collect(node);
    mustache.call(this, node);
  };
  visitor.SubExpression = function (node) {
    collect(node);
    sub.call(this, node);
  };
  visitor.accept(Handlebars.parse(source));
  return keys;
}

/** The templates in `pages/` or `partials/`. */
export function templateFiles(folder: 'pages' | 'partials', directory = DIRECTORY): { name: string; source: string }[] {
  const dir = join(directory, folder);
  return readdirSync(dir)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => ({
      name: basename(file, '.hbs'),
      // The indentation is for those who read the sources: some 300 bytes of each page.
      source: readFileSync(join(dir, file), 'utf8').replace(/\n[ \t]+/g, '\n'),
    }));
}
