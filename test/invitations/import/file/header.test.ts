import { describe, expect, test } from '@jest/globals';
import { type HeaderRules, meaningOf } from '../../../../src/invitations/import/file/column-meanings.ts';
import { AmbiguousColumns } from '../../../../src/invitations/import/file/column-question.ts';
import { readHeader } from '../../../../src/invitations/import/file/header.ts';
import { FileFault } from '../../../../src/invitations/import/file/import-fault.ts';

const attribute = (name: string, label = name) => ({
  attribute: { name } as HeaderRules['known'][number]['attribute'],
  names: [name, label],
});
const rules: HeaderRules = { known: [], companies: true, meanings: {} };

/** What each column is for. */
const read = (titles: string[], change: Partial<HeaderRules> = {}) =>
  readHeader(titles, 1, { ...rules, ...change }).columns.map(meaningOf);
function faultOf(titles: string[], change: Partial<HeaderRules> = {}): FileFault {
  try {
    readHeader(titles, 1, { ...rules, ...change });
  } catch (error) {
    if (error instanceof FileFault) return error;
  }
  throw new Error('no fault');
}
const keysOf = ({ faults }: FileFault) => faults.map(({ key, column }) => [column, key]);

/** Titles as the programs' makers give them out. */
const ENTRA_CREATE =
  'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle],Department [department],Usage location [usageLocation],Street address [streetAddress],State or province [state],Country or region [country],Office [physicalDeliveryOfficeName],City [city],ZIP or postal code [postalCode],Office phone [telephoneNumber],Mobile phone [mobile]'.split(
    ',',
  );
const ENTRA_INVITE =
  'Email address to invite [inviteeEmail] Required,Redirection url [inviteRedirectURL] Required,Send invitation message (true or false) [sendEmail],Customized invitation message [customizedMessageBody]'.split(
    ',',
  );
const ENTRA_LIST =
  'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime'.split(
    ',',
  );
const GOOGLE =
  'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Recovery Email,Home Secondary Email,Work Secondary Email,Recovery Phone [MUST BE IN THE E.164 FORMAT],Work Phone,Home Phone,Mobile Phone,Work Address,Home Address,Employee ID,Employee Type,Employee Title,Manager Email,Department,Cost Center,Building ID,Floor Name,Floor Section,Change Password at Next Sign-In,New Status [UPLOAD ONLY],New Licenses [UPLOAD ONLY],Advanced Protection Program enrollment'.split(
    ',',
  );
const MOODLE = 'username,password,firstname,lastname,email,lang,course1,group1,role1,cohort1,profile_field_dept,suspended'.split(
  ',',
);

describe('a template of', () => {
  test.each([
    ['Microsoft Entra ID', ENTRA_CREATE, 'User name [userPrincipalName] Required', ['email', 'firstName', 'lastName']],
    ['Microsoft Entra ID', ENTRA_INVITE, 'Email address to invite [inviteeEmail] Required', ['email']],
    ['Microsoft Entra ID', ENTRA_LIST, 'mail', ['lastName', 'email', 'firstName']],
    ['Google Workspace', GOOGLE, 'Email Address [Required]', ['firstName', 'lastName', 'email']],
    ['Moodle', MOODLE, 'email', ['firstName', 'lastName', 'email', 'locale']],
  ])('%s is read as it comes (%#)', (template, titles, address, used) => {
    const { columns, reading } = readHeader(titles, 1, rules);
    expect(reading).toMatchObject({ template, address });
    expect(columns.map(meaningOf).filter((meaning) => meaning !== 'unused' && meaning !== 'barring')).toEqual(used);
    expect(reading?.unused).toHaveLength(columns.filter(({ kind }) => kind === 'unused').length);
  });

  test('Microsoft Entra ID means the same in another language', () => {
    const titles = ['Nombre [displayName] Obligatorio', 'Usuario [userPrincipalName] Obligatorio', 'Nombre [givenName]'];
    expect(read(titles)).toEqual(['unused', 'email', 'firstName']);
  });

  test('another program fills in what the realm has an attribute for', () => {
    expect(read(['email', 'username', 'firstname', 'lastname', 'city'], { known: [attribute('city')] })).toContain(
      'attributes.city',
    );
  });

  test('another program that holds no address is told by its name', () => {
    const [fault] = faultOf(['Member object ID or user principal name [memberObjectIdOrUpn] Required']).faults;
    expect(fault).toMatchObject({
      key: 'import.column.no_email_in_template',
      params: { template: 'Microsoft Entra ID' },
    });
  });

  test('nobody takes no column that it does not know', () => {
    expect(keysOf(faultOf(['email', 'password', 'Talla [cm]']))).toEqual([
      ['password', 'import.column.unknown'],
      ['Talla [cm]', 'import.column.unknown'],
    ]);
    expect(read(['Correo [obligatorio]', 'Nombre'])).toEqual(['email', 'firstName']);
  });
});

describe('a title that may mean more than one thing', () => {
  const known = [attribute('company', 'Empresa')];

  test('is asked for', () => {
    const fault = faultOf(['email', 'company'], { known });
    expect(fault).toBeInstanceOf(AmbiguousColumns);
    expect((fault as AmbiguousColumns).questions).toEqual([
      { column: 'company', meanings: ['organization', 'attributes.company'] },
    ]);
    expect(keysOf(fault)).toEqual([['company', 'import.column.ambiguous']]);
  });

  test.each(['organization', 'attributes.company'])('means what somebody says: %s', (said) => {
    expect(read(['email', 'Company'], { known, meanings: { company: said } })).toEqual(['email', said]);
  });

  test('is asked for again where the answer is none', () => {
    expect(faultOf(['email', 'company'], { known, meanings: { company: 'locale' } })).toBeInstanceOf(AmbiguousColumns);
  });

  test('needs no question where only one thing is possible', () => {
    expect(read(['email', 'company'], { known, companies: false })).toEqual(['email', 'attributes.company']);
    expect(read(['email', 'company'])).toEqual(['email', 'organization']);
    expect(read(['email', 'organization', 'company'], { known })).toEqual(['email', 'organization', 'attributes.company']);
    // Its very name, beside another attribute that is only called so.
    expect(read(['email', 'phone'], { known: [attribute('phone'), attribute('mobile', 'Phone')] })).toEqual([
      'email',
      'attributes.phone',
    ]);
  });

  test.each([
    ['a language', 'idioma', attribute('idioma'), ['locale', 'attributes.idioma']],
    ['an address', 'mail', attribute('mail'), ['email', 'attributes.mail']],
  ])('may be %s, too', (_name, title, extra, meanings) => {
    const titles = title === 'mail' ? ['mail', 'nombre'] : ['email', title];
    expect((faultOf(titles, { known: [extra] }) as AmbiguousColumns).questions).toEqual([{ column: title, meanings }]);
  });

  test('is told with every other fault of the titles first', () => {
    expect(keysOf(faultOf(['email', 'company', 'talla'], { known }))).toEqual([['talla', 'import.column.unknown']]);
  });
});
