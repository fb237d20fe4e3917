import { PAGE_LOCALES } from '../i18n/index.ts';
import type { Brand } from '../settings/brand.ts';
import { createHelpers } from './helpers.ts';
import type { PageContext, PageModels, PageName } from './models/models.ts';
import { presentActivate } from './present/activate.ts';
import { presentAmend, presentInvitation, presentInvitationNew } from './present/admin.ts';
import { presentApiDocs } from './present/api.ts';
import { presentHelp } from './present/help.ts';
import { presentBulk, presentImport, presentImportStatus } from './present/import.ts';
import { isRightToLeft, languageChoices } from './present/languages.ts';
import { presentInvitations, presentSelection } from './present/list.ts';
import { presentNotice } from './present/notice.ts';
import type { Presentation } from './present/presentation.ts';
import { presentSupport } from './present/support.ts';
import { inlineSign } from './sign.ts';
import { compileTemplates } from './templates.ts';

/**
 * The pages as HTML: a typed model in, a document out. Templates are read and checked once, when this is called
 * (an unknown message key or helper stops the start); a value that a template uses and the model lacks throws.
 */
export interface ViewOptions {
  brand: Brand;
  /** Plain name → file below `/assets/`, as the build wrote it (`readAssets`). */
  assets: Record<string, string>;
  /** Where people reach the sidecar; the guide tells them to expect it in the link. */
  publicUrl: string;
  /** Wins over the brand's own. */
  supportEmail: string;
  /** IANA time zone of dates on pages. */
  timeZone?: string;
}

export interface Views {
  render<K extends PageName>(page: K, context: PageContext, model: PageModels[K]): string;
  /** Does ahead, between other work, what the first drawing of each page would take longer for. */
  prepare(): Promise<void>;
}

/** Pages whose template needs more than the model says itself: links, summaries, wording. */
type Presenters = { [K in PageName]?: (model: PageModels[K], presentation: Presentation) => object };

const PRESENTERS: Presenters = {
  activate: presentActivate,
  notice: presentNotice,
  support: presentSupport,
  help: presentHelp,
  apiDocs: presentApiDocs,
  adminInvitations: presentInvitations,
  adminInvitationNew: presentInvitationNew,
  adminInvitation: presentInvitation,
  adminImport: presentImport,
  adminImportStatus: presentImportStatus,
  adminAmend: presentAmend,
  adminSelection: presentSelection,
  adminBulk: presentBulk,
};

export function createViews({ brand, assets, publicUrl, supportEmail, timeZone = 'Europe/Madrid' }: ViewOptions): Views {
  const sign = inlineSign(brand.sign);
  const { pages, prepare } = compileTemplates(createHelpers({ assets, timeZone }));
  return {
    prepare,
    render(page, context, model) {
      const present = PRESENTERS[page] as ((model: object, presentation: Presentation) => object) | undefined;
      const data = present ? { ...model, ...present(model, { context, supportEmail }) } : model;
      // `@page` is there in every template and partial, however deep.
      const common = {
        ...context,
        brand,
        sign,
        publicUrl,
        supportEmail,
        rightToLeft: isRightToLeft(context.locale),
        languages: languageChoices(PAGE_LOCALES, context),
        key: 'key' in model ? model.key : undefined,
        form: page === 'activate' ? 'activation' : undefined,
      };
      return pages[page](data, { data: { page: common } });
    },
  };
}
