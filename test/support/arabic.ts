import { en } from '../../src/i18n/en.ts';
import type { Messages } from '../../src/i18n/index.ts';

/**
 * A language from right to left that the product does not speak: what the activation page says, for the sample that shows whether its layout turns
 * round. Everything else stays English.
 */
export const ar: Messages = {
  ...en,
  'layout.skip': 'انتقل إلى المحتوى',
  'layout.titleWithErrors': 'راجع البيانات: {heading}',
  'layout.accountNav': 'حسابك',
  'layout.helpNav': 'المساعدة',
  'layout.language': 'اللغة',
  'layout.invitations': 'الدعوات',
  'layout.profile': 'الملف الشخصي',
  'layout.signOut': 'تسجيل الخروج',
  'layout.help': 'دليل التفعيل',
  'layout.support': 'الدعم',
  'form.optional': '(اختياري)',
  'form.choose': 'اختر أحد الخيارات',
  'form.summary': 'راجع ما يلي',
  'attribute.firstName': 'الاسم',
  'attribute.lastName': 'اسم العائلة',
  'field.required': 'املأ هذا الحقل.',
  'field.too_long': 'استخدم {max, plural, one {حرفًا واحدًا} other {# حرفًا}} على الأكثر.',
  'activate.title': 'فعّل حسابك',
  'activate.lead': 'أكمل بياناتك واختر كلمة مرور. بعد ذلك يمكنك تسجيل الدخول.',
  'activate.account': 'حسابك',
  'activate.password.label': 'كلمة المرور',
  'activate.password.hint': 'كلمة المرور الضعيفة تزيد خطر الحوادث الأمنية. اختر كلمة لا تستخدمها في أي مكان آخر.',
  'activate.password.rules': 'يجب أن تستوفي كلمة المرور ما يلي:',
  'activate.password.capsLock': 'مفتاح الأحرف الكبيرة مفعّل.',
  'activate.password.confirm': 'كرّر كلمة المرور',
  'activate.submit': 'إنشاء',
  'activate.after': 'بعد ذلك يمكنك تسجيل الدخول بعنوان بريدك الإلكتروني وكلمة المرور هذه.',
  'activate.anew': 'مضى وقت طويل ويجب تكرار هذه الخطوات. بياناتك ما زالت هنا: اكتب كلمة المرور مرة أخرى.',
  'password.show': 'إظهار',
  'password.show_label': 'إظهار كلمة المرور',
  'password.hide': 'إخفاء',
  'password.hide_label': 'إخفاء كلمة المرور',
  'password.rule.length': '{count, plural, one {حرف واحد} other {# أحرف}} على الأقل',
  'password.rule.upperCase': '{count, plural, one {حرف كبير واحد} other {# أحرف كبيرة}} على الأقل',
  'password.rule.lowerCase': '{count, plural, one {حرف صغير واحد} other {# أحرف صغيرة}} على الأقل',
  'password.rule.digits': '{count, plural, one {رقم واحد} other {# أرقام}} على الأقل',
  'password.rule.specialChars': '{count, plural, one {رمز واحد} other {# رموز}} على الأقل (مثل * أو @)',
  'password.rule.notUsername': 'مختلفة عن اسم المستخدم',
  'password.rule.notEmail': 'مختلفة عن عنوان بريدك الإلكتروني',
};
