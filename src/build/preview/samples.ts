import type { Locale } from '../../brand.ts';

/** Realistic data for every mail, in the shape in which Keycloak gives it to the template. */
export interface Sample {
  /** Unique in the gallery: the mail's name, with the variant after a dot. */
  id: string;
  mail: string;
  subjectKey: string;
  subjectArgs: string[];
  data: Record<string, unknown>;
}

const KEY =
  'eyJhbGciOiJIUzUxMiIsInR5cCIgOiAiSldUIiwia2lkIiA6ICI0ZjBhYjQ5Yi0xZjQ4LTRlNjUtYTQ4Mi0yYTk3ODk4ZDQ0YjEifQ.eyJleHAiOjE3OTU5NzE2MDAsImlhdCI6MTc5NTM2NjgwMCwianRpIjoiZDU5YjE3ZWQtOWQ4Mi00Y2JmLWI3YjEtNTU0OTYyNzM1OTA5IiwiaXNzIjoiaHR0cHM6Ly9pZC5leGFtcGxlLmNvbS9yZWFsbXMvYW1wZXJlY2xvdWQiLCJzdWIiOiI2ZjdhM2I4YyJ9.3kQwz0Xc2VnJr5TtYpLmB8sHdGfAeUiOqRvNxMyZlWk';
const LINK = `https://id.example.com/realms/amperecloud/login-actions/action-token?key=${KEY}&client_id=activation-sidecar&tab_id=Qk3xW8`;

const NAMES: Record<Locale, [first: string, last: string]> = {
  es: ['María', 'Fernández Ruiz'],
  en: ['Emily', 'Carter'],
  de: ['Jürgen', 'Weiß'],
  pt: ['João', 'Conceição'],
  fr: ['Chloé', 'Lefèvre'],
};

export function samples(locale: Locale): Sample[] {
  const [firstName, lastName] = NAMES[locale];
  const user = (attributes: Record<string, string> = {}) => ({
    username: 'persona@sol.example',
    email: 'persona@sol.example',
    firstName,
    lastName,
    attributes,
  });
  const week = { link: LINK, linkExpiration: 10080 };
  const invited = { 'invitation.id': '0b8d', 'invitation.status': 'queued', 'invitation.by': 'Instalaciones Sol, S. L.' };
  const sample = (id: string, subjectKey: string, data: Record<string, unknown>, subjectArgs: string[] = []): Sample => ({
    id,
    mail: id.split('.')[0] ?? id,
    subjectKey,
    subjectArgs,
    data: { user: user(), realmName: 'Amperecloud', ...data },
  });
  return [
    sample('executeActions.invitation', 'executeActionsSubject', {
      ...week,
      user: user(invited),
      requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'],
    }),
  ];
}
