/** The lines of a log that say who has done what to whom. */
export interface AuditLine {
  command: string;
  outcome: string;
  detail?: string;
  company?: string;
  request?: string;
  import?: string;
  figures?: object;
  actor?: { kind: string; id: string; client?: string };
  account?: { id?: string; email?: string };
}

export function auditLines(log: string): AuditLine[] {
  return log
    .split('\n')
    .flatMap((line) => (line.includes('"audit":true') ? (JSON.parse(line.slice(line.indexOf('{'))) as AuditLine) : []));
}

/** As such a line shows an address. */
export const masked = (email: string) => `${email[0]}***@${email.split('@')[1]}`;
