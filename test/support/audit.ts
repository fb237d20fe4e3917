/** The audit lines of a log (src/audit.ts). */
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

/** An address as audit lines show it. */
export const masked = (email: string) => `${email[0]}***@${email.split('@')[1]}`;
