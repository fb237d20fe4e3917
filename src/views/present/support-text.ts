import { labelled, type MessageKey, type PageLocale, translate } from '../../i18n/index.ts';
import type { SupportValues } from '../models/models.ts';

/**
 * What somebody has told the support form, as the text of a mail: the team's own, with a ticket, or one that the person sends
 * with a program of theirs. What was left empty is left out.
 */
export function supportText(values: SupportValues, locale: PageLocale, ticket?: string): string {
  const t = (key: MessageKey, params = {}) => translate(locale, key, params);
  const { topic, message, when, name, email, company, reference } = values;
  const facts: [MessageKey, string][] = [
    ['support.text.topic', topic && t(`support.topic.${topic}`)],
    ['support.text.when', when],
    ['support.name', name],
    ['support.email', email],
    ['support.company', company],
    ['support.reference', reference],
  ];
  const said = facts.filter(([, value]) => value).map(([key, value]) => labelled(locale, t(key), value));
  return [
    ...(ticket === undefined ? [] : [t('support.text.ticket', { ticket }), '']),
    ...said,
    '',
    `${t('support.text.message')}${t('layout.colon')}`,
    message,
    ...(ticket === undefined ? [] : ['', t('support.text.reply', { email })]),
  ].join('\n');
}
