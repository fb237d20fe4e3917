import { type CheerioAPI, load as parse } from 'cheerio';

/** A page as a person reads it. */
export interface Html {
  $: CheerioAPI;
  title: string;
  heading: string;
  /** All text, spaces collapsed. */
  text: string;
  /** Value of a form field. */
  value(name: string): string;
  /** The fault shown at a field, found as assistive technology finds it: by `aria-describedby`. */
  faultOf(name: string): string;
  /** The lines of the error summary. */
  summary: string[];
}

export function load(html: string): Html {
  const $ = parse(html);
  const clean = (text: string) => text.replace(/\s+/g, ' ').trim();
  return {
    $,
    title: clean($('title').text()),
    heading: clean($('h1').first().text()),
    text: clean($('body').text()),
    value: (name) => String($(`[name="${name}"]`).first().val() ?? ''),
    faultOf: (name) => {
      const ids = ($(`[name="${name}"]`).first().attr('aria-describedby') ?? '').split(' ');
      const texts = ids.map((id) => $(`[id="${id}"] .field__error`).text());
      return clean(texts.join(' '));
    },
    summary: $('.error-summary li')
      .map((_, item) => clean($(item).text()))
      .get(),
  };
}
