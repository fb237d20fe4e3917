import type { ImportProgress } from '../../common/import-progress.ts';
import type { FieldError } from '../../errors.ts';
import type { Chosen, Offered, OrganizationChoice } from './admin.ts';

/** A fault of a file, in words. */
export interface ImportFaultRow {
  /** Line of the file; 0 when the whole file is meant. */
  line: number;
  column: string;
  text: string;
  /** The part of the text that is English in every language: Keycloak's own words. */
  english?: string | undefined;
}

export interface AdminImportModel {
  values: { organization: string; locale: string };
  offered: Offered;
  chosen: Chosen;
  errors: FieldError[];
  /** Why the last file was refused. */
  faults: ImportFaultRow[];
  organizations: OrganizationChoice[];
  /** A company admin must say for each person which of their companies it is. */
  organizationRequired: boolean;
  /** Languages of the mails, as tags. */
  locales: string[];
  /** Columns that a file may have, by the field of the API. */
  columns: ('email' | 'firstName' | 'lastName' | 'locale' | 'organization')[];
  furtherColumns: ('groups' | 'app' | 'target' | 'accessUntil' | 'signIn' | 'message')[];
  maxRows: number;
  /** Size of a file at most, in MiB. */
  maxMegabytes: number;
  /** Names of further columns that a file may have. */
  attributes: string[];
}

/** A column that may mean more than one thing, and what it may mean. */
export interface ImportQuestion {
  /** Name of the form's field. */
  name: string;
  column: string;
  choices: { value: string; label: string }[];
}

export interface AdminImportStatusModel extends ImportProgress {
  /** What has to be said before the file can be checked. */
  questions: ImportQuestion[];
  /** How the titles of a known template were read. */
  reading: { template: string; address: string; unused: string[] } | null;
  /** The first faults of rows. */
  faults: ImportFaultRow[];
  /** The first rows of which there is something to know, although they have no fault. */
  notes: ImportFaultRow[];
}
