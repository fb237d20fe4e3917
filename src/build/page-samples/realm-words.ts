import type { PageLocale } from '../../i18n/index.ts';

/** What a realm calls fields of its own, in the reader's language: a well-kept realm has its labels translated. */
export interface RealmWords {
  /** A field of an HTML type, and its hint. */
  field: string;
  kind: string;
  work: string;
  workHint: string;
  about: string;
  office: string;
  regions: string;
  regionsHint: string;
  shift: string;
  shiftHint: string;
  skills: string;
  phones: string;
  employeeId: string;
  department: string;
  role: string;
}

type Row = [
  field: string,
  kind: string,
  work: string,
  workHint: string,
  about: string,
  office: string,
  regions: string,
  regionsHint: string,
  shift: string,
  shiftHint: string,
  skills: string,
  phones: string,
  employeeId: string,
  department: string,
  role: string,
];

// biome-ignore format: a line for each language
const ROWS: Record<PageLocale, Row> = {
  es: ['Campo', 'Un dato de tipo', 'Su trabajo', 'Estos datos los ve su empresa.', 'Sobre usted', 'Delegación', 'Zonas', 'Puede elegir varias.', 'Turno', 'Elija uno.', 'Especialidades', 'Teléfonos', 'Número de persona empleada', 'Departamento', 'Cargo'],
  en: ['Field', 'A value of the type', 'Your work', 'Your company sees these details.', 'About you', 'Office', 'Regions', 'You can choose several.', 'Shift', 'Choose one.', 'Skills', 'Telephone numbers', 'Employee number', 'Department', 'Role'],
  de: ['Feld', 'Eine Angabe der Art', 'Ihre Arbeit', 'Diese Angaben sieht Ihr Unternehmen.', 'Über Sie', 'Niederlassung', 'Gebiete', 'Sie können mehrere wählen.', 'Schicht', 'Wählen Sie eine.', 'Fachgebiete', 'Telefonnummern', 'Personalnummer', 'Abteilung', 'Funktion'],
  fr: ['Champ', 'Une donnée de type', 'Votre travail', 'Votre entreprise voit ces informations.', 'À votre sujet', 'Agence', 'Zones', 'Vous pouvez en choisir plusieurs.', 'Équipe', 'Choisissez-en une.', 'Spécialités', 'Numéros de téléphone', 'Matricule', 'Service', 'Fonction'],
  pt: ['Campo', 'Um dado do tipo', 'O seu trabalho', 'A sua empresa vê estes dados.', 'Sobre si', 'Delegação', 'Zonas', 'Pode escolher várias.', 'Turno', 'Escolha um.', 'Especialidades', 'Telefones', 'Número mecanográfico', 'Departamento', 'Cargo'],
  ca: ['Camp', 'Una dada de tipus', 'La seva feina', 'Aquestes dades les veu la seva empresa.', 'Sobre vostè', 'Delegació', 'Zones', 'En pot triar diverses.', 'Torn', 'Triï’n un.', 'Especialitats', 'Telèfons', 'Número de personal', 'Departament', 'Càrrec'],
  gl: ['Campo', 'Un dato de tipo', 'O seu traballo', 'Estes datos veos a súa empresa.', 'Sobre vostede', 'Delegación', 'Zonas', 'Pode elixir varias.', 'Quenda', 'Elixa unha.', 'Especialidades', 'Teléfonos', 'Número de persoal', 'Departamento', 'Cargo'],
  eu: ['Eremua', 'Datu mota', 'Zure lana', 'Datu hauek zure enpresak ikusten ditu.', 'Zuri buruz', 'Ordezkaritza', 'Eskualdeak', 'Bat baino gehiago aukera dezakezu.', 'Txanda', 'Aukeratu bat.', 'Espezialitateak', 'Telefonoak', 'Langile-zenbakia', 'Saila', 'Kargua'],
};

export function realmWordsIn(locale: PageLocale): RealmWords {
  // A realm has them in some languages only.
  const words = ROWS[locale in ROWS ? locale : 'es'];
  const [field, kind, work, workHint, about, office, regions, regionsHint, shift, shiftHint, ...others] = words;
  const [skills, phones, employeeId, department, role] = others;
  const asked = { about, office, regions, regionsHint, shift, shiftHint, skills, phones, employeeId, department, role };
  return { field, kind, work, workHint, ...asked };
}
