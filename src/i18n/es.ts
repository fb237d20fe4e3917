/** Spanish, the source language. Tone: ../shared/BRAND.md: usted, short, warm, no blame. Sorted by area. */
export const es = {
  // ── Errors: the key after `error.` is the stable `code` of problem+json (src/errors.ts) ──
  'error.invalid_request': 'Hay datos que conviene revisar.',
  'error.invalid_json': 'El cuerpo de la petición no es JSON válido.',
  'error.unauthenticated': 'Hace falta iniciar sesión o un token válido.',
  'error.forbidden': 'Su cuenta no tiene permiso para hacer esto.',
  'error.csrf': 'El formulario ha caducado. Revise los datos y envíelo de nuevo.',
  'error.not_found': 'No encontramos lo que busca.',
  'error.method_not_allowed': 'Esta dirección no admite ese método.',
  'error.email_exists': 'Ya existe una cuenta con ese correo electrónico.',
  'error.already_active': 'La cuenta ya está activa: no hace falta otra invitación.',
  'error.not_an_invitation': 'Esta cuenta no procede de una invitación.',
  'error.payload_too_large': 'La petición es demasiado grande.',
  'error.unsupported_media_type': 'Ese tipo de contenido no se admite. Envíe {expected}.',
  'error.too_many_requests': 'Hemos recibido demasiadas peticiones seguidas. Espere un momento y vuelva a intentarlo.',
  'error.unexpected': 'Algo ha fallado por nuestra parte. Inténtelo de nuevo dentro de unos minutos.',
  'error.keycloak_misconfigured': 'El servicio de cuentas ha rechazado la operación. Ya hemos tomado nota para revisarlo.',
  'error.keycloak_unavailable': 'El servicio de cuentas no responde en este momento. No se ha perdido nada: inténtelo de nuevo dentro de unos minutos.',

  // ── Faults of single fields in forms and API bodies (src/http/validation.ts) ──
  'field.required': 'Rellene este campo.',
  'field.email': 'Escriba una dirección de correo electrónico completa, como nombre@ejemplo.com.',
  'field.too_long': 'Use {max, plural, one {# carácter} other {# caracteres}} como máximo.',
  'field.too_short': 'Use al menos {min, plural, one {# carácter} other {# caracteres}}.',
  'field.unknown': 'Este campo no existe.',
  'field.type': 'El tipo de este valor no es correcto.',
  'field.number_range': 'Escriba un número entero entre {min, number} y {max, number}.',
  'field.option': 'Elija una de estas opciones: {options}.',
  'field.organization_unknown': 'No existe ninguna empresa con ese identificador.',
  'field.attribute_unknown': 'El perfil de este realm no tiene ese atributo.',
  'field.email_exists': 'Ya existe una cuenta con este correo electrónico.',
  'field.invalid': 'Revise este valor.',
} as const;
