import { translate } from '../../i18n/index.ts';
import { SUPPORT_TOPICS, type SupportModel, type SupportValues } from '../models/models.ts';
import type { Presentation } from './presentation.ts';
import { supportText } from './support-text.ts';

export function presentSupport(model: SupportModel, presentation: Presentation): object {
  if (model.state === 'sent') return {};
  const { locale } = presentation.context;
  return {
    topics: SUPPORT_TOPICS.map((topic) => ({ value: topic, label: translate(locale, `support.topic.${topic}`) })),
    mailto: mailto(model.values, presentation),
  };
}

/** What was typed, as a mail that the person's own program can send (RFC 6068: lines end in CRLF). */
function mailto(values: SupportValues, { context: { locale }, supportEmail }: Presentation): string {
  const subject = values.topic === '' ? translate(locale, 'support.title') : translate(locale, `support.topic.${values.topic}`);
  const body = supportText(values, locale).replaceAll('\n', '\r\n');
  return `mailto:${supportEmail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
