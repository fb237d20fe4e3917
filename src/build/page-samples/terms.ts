import type { PageLocale } from '../../i18n/index.ts';
import type { TermsModel } from '../../views/models/ways.ts';

/** Terms of use as a realm may have them: two headings, what each says, and a sentence that is repeated until the text has to be scrolled. */
interface Terms {
  use: [heading: string, text: string, items: string[]];
  contact: [heading: string, writeTo: string];
  rest: string;
}

const TERMS: Record<PageLocale, Terms> = {
  es: {
    use: [
      'Uso de la plataforma',
      'El acceso es personal. No comparta su contraseña con nadie.',
      ['Los datos de producción son de su empresa.', 'Se guardan cinco años.'],
    ],
    contact: ['Contacto', 'Escriba a'],
    rest: 'Las demás condiciones están en el contrato de su empresa.',
  },
  en: {
    use: [
      'Use of the platform',
      'Access is personal. Do not share your password with anybody.',
      ['Production data belong to your company.', 'They are kept for five years.'],
    ],
    contact: ['Contact', 'Write to'],
    rest: 'All other terms are in your company’s contract.',
  },
  de: {
    use: [
      'Nutzung der Plattform',
      'Der Zugang ist persönlich. Geben Sie Ihr Passwort an niemanden weiter.',
      ['Die Produktionsdaten gehören Ihrem Unternehmen.', 'Sie werden fünf Jahre aufbewahrt.'],
    ],
    contact: ['Kontakt', 'Schreiben Sie an'],
    rest: 'Alles Weitere steht im Vertrag Ihres Unternehmens.',
  },
  fr: {
    use: [
      'Utilisation de la plateforme',
      'L’accès est personnel. Ne partagez votre mot de passe avec personne.',
      ['Les données de production appartiennent à votre entreprise.', 'Elles sont conservées cinq ans.'],
    ],
    contact: ['Contact', 'Écrivez à'],
    rest: 'Les autres conditions figurent dans le contrat de votre entreprise.',
  },
  pt: {
    use: [
      'Utilização da plataforma',
      'O acesso é pessoal. Não partilhe a sua palavra-passe com ninguém.',
      ['Os dados de produção são da sua empresa.', 'São guardados durante cinco anos.'],
    ],
    contact: ['Contacto', 'Escreva para'],
    rest: 'As restantes condições estão no contrato da sua empresa.',
  },
  ca: {
    use: [
      'Ús de la plataforma',
      'L’accés és personal. No comparteixi la contrasenya amb ningú.',
      ['Les dades de producció són de la seva empresa.', 'Es conserven cinc anys.'],
    ],
    contact: ['Contacte', 'Escrigui a'],
    rest: 'Les altres condicions són al contracte de la seva empresa.',
  },
  gl: {
    use: [
      'Uso da plataforma',
      'O acceso é persoal. Non comparta o seu contrasinal con ninguén.',
      ['Os datos de produción son da súa empresa.', 'Gárdanse cinco anos.'],
    ],
    contact: ['Contacto', 'Escriba a'],
    rest: 'As demais condicións están no contrato da súa empresa.',
  },
  eu: {
    use: [
      'Plataformaren erabilera',
      'Sarbidea pertsonala da. Ez partekatu pasahitza inorekin.',
      ['Ekoizpen-datuak zure enpresarenak dira.', 'Bost urtez gordetzen dira.'],
    ],
    contact: ['Harremanetarako', 'Idatzi hona:'],
    rest: 'Gainerako baldintzak zure enpresaren kontratuan daude.',
  },
};

export function termsIn(locale: PageLocale): TermsModel {
  // A realm has them in some languages only.
  const written = locale in TERMS ? locale : 'es';
  const { use, contact, rest } = TERMS[written];
  const items = use[2].map((item) => `<li>${item}</li>`).join('');
  const address = '<a href="mailto:legal@sol.test" target="_blank" rel="noopener noreferrer">legal@sol.test</a>';
  return {
    html: `<h2>${use[0]}</h2><p>${use[1]}</p><ul>${items}</ul><h2>${contact[0]}</h2><p>${contact[1]} ${address}</p>${`<p>${rest}</p>`.repeat(6)}`,
    locale: written,
    fingerprint: 'YWJj',
    accepted: false,
    faults: [],
  };
}
