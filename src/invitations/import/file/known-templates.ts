/** A CSV template of another program, as its maker publishes it. */
export interface Template {
  /** Name under which people know it. */
  name: string;
  /** Whether these titles are those of the template. */
  has(titles: readonly string[]): boolean;
  /** The program's own name of a column, without notes around it. */
  bare(title: string): string;
  /** Columns that hold the address where none of a usual name does, most fitting first. */
  addresses: readonly string[];
  /** Columns, as `lettersAndDigits` writes their names, that are of no use here, unless the realm's user profile has an attribute of that name. */
  unused: RegExp;
  /** Columns that exclude people, with the pattern that everybody else's value matches. */
  barring: readonly { title: RegExp; lets: RegExp }[];
  /** The row of examples that comes with it. */
  example?: RegExp;
}

/** `Name [displayName] Required`: Entra ID's name of the property stands in brackets; what is before it is in the reader's language. */
const PROPERTY = /\[([a-z][A-Za-z]*)\]/;

/** `Email Address [Required]` is `Email Address`. */
export const withoutNote = (title: string): string => title.replace(/\s*\[[^\]]*\]\s*$/, '');

const isOneOf = (names: string) => new RegExp(`^(?:${names.trim().split(/\s+/).join('|')})$`);

/**
 * Sources: learn.microsoft.com/entra/identity/users/users-bulk-add and
 * …/external-id/tutorial-bulk-invite, support.google.com/a/answer/40057, docs.moodle.org/en/Upload_users.
 */
const TEMPLATES: readonly Template[] = [
  {
    name: 'Microsoft Entra ID',
    has: (titles) => titles.some((title) => /(?:^|\[)(?:userPrincipalName|inviteeEmail|memberObjectIdOrUpn)(?:\]|$)/.test(title)),
    bare: (title) => PROPERTY.exec(title)?.[1] ?? title,
    addresses: ['inviteeemail', 'userprincipalname'],
    unused: isOneOf(`
      displayname passwordprofile jobtitle department usagelocation streetaddress state country physicaldeliveryofficename city postalcode
      telephonenumber mobile mobilephone inviteeemail inviteredirecturl sendemail customizedmessagebody userprincipalname id usertype
      alternateemailaddress agegroup consentprovidedforminor legalagegroupclassification companyname employeeid employeetype
      employeehiredate manager creationtype directorysynced invitationstate identityissuer createddatetime`),
    barring: [
      // "Block sign in (Yes/No) [accountEnabled] Required" of the template; "accountEnabled" of a list of users.
      { title: /\[accountEnabled\]/, lets: /^(?:no|nein|non|não|nej|false)?$/i },
      { title: /^accountEnabled$/i, lets: /^(?:true)?$/i },
    ],
    example: /^(?:example|ejemplo|beispiel|exemple|exemplo|esempio):/i,
  },
  {
    name: 'Google Workspace',
    has: (titles) =>
      titles.some((title) => /^(?:org unit path|password hash function|change password at next sign-in)\b/i.test(title)),
    bare: withoutNote,
    addresses: [],
    unused: isOneOf(`
      password passwordhashfunction orgunitpath newprimaryemail recoveryemail homesecondaryemail worksecondaryemail recoveryphone workphone
      homephone mobilephone workaddress homeaddress employeeid employeetype employeetitle manageremail department costcenter buildingid
      floorname floorsection changepasswordatnextsignin newlicenses licenses advancedprotectionprogramenrollment lastsignin emailusage
      driveusage photosusage storageused storagelimit totalstorage 2svenrolled 2svenforced`),
    barring: [{ title: /^(?:new )?status\b/i, lets: /^(?:active|activo)?$/i }],
  },
  {
    name: 'Moodle',
    has: (titles) => ['username', 'firstname', 'lastname'].every((title) => titles.includes(title)),
    bare: (title) => title,
    addresses: [],
    unused: new RegExp(
      `${
        isOneOf(`
      username password idnumber auth institution department city country timezone mailformat maildisplay maildigest autosubscribe
      emailstop htmleditor interests phone1 phone2 address url description descriptionformat firstnamephonetic lastnamephonetic middlename
      alternatename theme calendartype icq skype aim yahoo msn trackforums`).source
      }|^(?:course|group|role|type|cohort|sysrole|enrolperiod|enrolstatus|enroltimestart|category|categoryrole)\\d+$|^profilefield`,
    ),
    barring: [{ title: /^(?:suspended|deleted)$/i, lets: /^0?$/ }],
  },
];

export function templateOf(titles: readonly string[]): Template | undefined {
  return TEMPLATES.find(({ has }) => has(titles));
}
