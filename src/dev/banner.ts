import { PAGES } from '../common/addresses.ts';
import { DEMO_ACCOUNTS, DEMO_COMPANIES, DEMO_PASSWORD } from './keycloak/demo.ts';
import { CONSOLE_ADMIN } from './keycloak/fixed-names.ts';
import type { Embedded } from './start.ts';

/** What to open and whom to sign in as, in aligned columns. The `ready` line is the caller's: it comes when the sidecar answers too. */
export function banner({
  publicUrl,
  platformUrl,
  keycloakUrl,
  mailWebUrl,
}: Pick<Embedded, 'publicUrl' | 'platformUrl' | 'keycloakUrl' | 'mailWebUrl'>): string {
  const addresses = [
    ['Sidecar', publicUrl, 'sign in, activate, help'],
    ['Invitations', `${publicUrl}${PAGES.admin}`, 'invite people, see what became of it'],
    ...(platformUrl === publicUrl ? [] : [['Platform', platformUrl, 'the example app that people land in']]),
    ['Mail catcher', mailWebUrl, 'every mail lands here'],
    ['Keycloak', `${keycloakUrl}/admin`, `${CONSOLE_ADMIN.username} / ${CONSOLE_ADMIN.password}`],
  ];
  const accounts = DEMO_ACCOUNTS.map(({ email, role, company }) => [
    email,
    DEMO_PASSWORD,
    company ? `${role} of ${DEMO_COMPANIES.find(({ alias }) => alias === company)?.name}` : role,
  ]);
  return ['', ...columns(addresses), '', ...columns(accounts), ''].join('\n');
}

function columns(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('   ')}`.trimEnd());
}
