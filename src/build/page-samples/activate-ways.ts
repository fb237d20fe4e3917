import { PAGES } from '../../common/addresses.ts';
import { type PageLocale, translate } from '../../i18n/index.ts';
import type { TermsModel } from '../../views/models/ways.ts';
import { model } from './activate.ts';
import type { Sample } from './page-samples.ts';

const TERMS: TermsModel = {
  html: `<h2>Uso de la plataforma</h2><p>El acceso es personal. No comparta su contraseña con nadie.</p><ul><li>Los datos de producción son de su empresa.</li><li>Se guardan cinco años.</li></ul><h2>Contacto</h2><p>Escriba a <a href="mailto:legal@sol.test" target="_blank" rel="noopener noreferrer">legal@sol.test</a>.</p>${'<p>Las demás condiciones están en el contrato de su empresa.</p>'.repeat(6)}`,
  locale: 'es',
  fingerprint: 'YWJj',
  accepted: false,
  faults: [],
};
const { html: _, ...WITHOUT_TEXT } = TERMS;

/** The activation page where the realm asks for more than details and password. */
export function waySamples(locale: PageLocale): Sample[] {
  const context = { path: PAGES.activation };
  const sample = (name: string, more: Parameters<typeof model>[1]): Sample => ({
    name,
    page: 'activate',
    model: model(locale, more),
    context,
  });
  return [
    sample('activate-terms', { ways: { terms: TERMS } }),
    sample('activate-terms-changed', { ways: { terms: { ...TERMS, faults: [translate(locale, 'terms.changed')] } } }),
    sample('activate-terms-link', { ways: { terms: { ...WITHOUT_TEXT, link: 'https://sol.test/condiciones' } } }),
  ];
}
