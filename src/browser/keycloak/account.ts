/**
 * What Keycloak's account console lacks of the frame of all other pages: the footer with its help, and the menu of languages in the band. A theme cannot
 * store the language of an account, so each language leads to where the sidecar does, with that one chosen. The console itself is drawn by React: its
 * band may be drawn anew at any time.
 */
import words from 'brand:frame';

interface ConsoleEnvironment {
  locale: string;
  /** The profile page of the sidecar. */
  logoUrl: string;
}

const environment = JSON.parse(document.getElementById('environment')?.textContent || '{}') as Partial<ConsoleEnvironment>;
const { locale = 'es', logoUrl = '' } = environment;
const text = words[locale] ?? words.es;
const app = document.getElementById('app');

if (app && text && URL.canParse(logoUrl)) {
  app.after(footer(text, new URL('.', logoUrl).href));
  const language = languageMenu(text);
  const place = (): void => {
    const band = app.querySelector('.pf-v5-c-masthead__content');
    if (band && language.parentElement !== band.parentElement) band.before(language);
    for (const toggle of app.querySelectorAll<HTMLElement>('.pf-v5-c-menu-toggle')) nameOf(toggle, text.account);
  };
  new MutationObserver(place).observe(app, { childList: true, subtree: true, characterData: true });
  place();
}

/** The console's menus of three dots have no name, and that of a choice says the field alone, not what is chosen. */
function nameOf(toggle: HTMLElement, account: string): void {
  const chosen = toggle.innerText.trim();
  if (chosen === '') {
    const topic = toggle.closest('.pf-v5-l-split')?.querySelector('[data-testid$="/title"]')?.textContent;
    if (!toggle.hasAttribute('aria-label')) toggle.setAttribute('aria-label', topic || account);
    return;
  }
  if (!toggle.hasAttribute('aria-label')) return;
  toggle.dataset.field ??= toggle.getAttribute('aria-label') ?? '';
  const name = `${toggle.dataset.field}: ${chosen}`;
  if (toggle.getAttribute('aria-label') !== name) toggle.setAttribute('aria-label', name);
}

/** The same mark-up as that of the sidecar's pages (views/partials/navigation.hbs): it opens and closes without a script. */
function languageMenu(text: NonNullable<typeof words.es>): HTMLElement {
  const menu = document.createElement('details');
  menu.className = 'language';
  const summary = document.createElement('summary');
  summary.textContent = text.name;
  summary.setAttribute('aria-label', `${text.language}: ${text.name}`);
  const list = document.createElement('ul');
  for (const [tag, { name = tag } = {}] of Object.entries(words)) {
    const choice = link(name, `${logoUrl}?lang=${tag}#language`);
    choice.lang = tag;
    choice.hreflang = tag;
    if (tag === locale) choice.setAttribute('aria-current', 'true');
    const item = document.createElement('li');
    item.append(choice);
    list.append(item);
  }
  menu.append(summary, list);
  return menu;
}

function footer(text: NonNullable<typeof words.es>, sidecar: string): HTMLElement {
  const element = document.createElement('footer');
  element.className = 'frame-footer';
  const legal = document.createElement('span');
  legal.textContent = text.legal;
  const nav = document.createElement('nav');
  nav.className = 'footer-links';
  nav.setAttribute('aria-label', text.helpNavigation);
  nav.append(link(text.help, `${sidecar}ayuda`), ' ', link(text.support, `${sidecar}soporte`));
  element.append(legal, nav);
  return element;
}

function link(label: string, href: string): HTMLAnchorElement {
  const element = document.createElement('a');
  element.href = href;
  element.textContent = label;
  return element;
}
