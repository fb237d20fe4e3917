import type { Request } from 'express';

export type Language = 'es' | 'en';

const es = {
  language: 'es' as Language,
  welcome: 'Le damos la bienvenida',
  lead: 'Entre con su cuenta para continuar.',
  signIn: 'Entrar',
  signOut: 'Salir',
  greeting: 'Hola, {name}',
  signedInAs: 'Ha entrado como {email}.',
  at: 'Está en {path}.',
  groups: 'Sus grupos',
  noGroups: 'Todavía no pertenece a ningún grupo.',
  notices: {
    other: {
      title: 'Ha entrado con otra cuenta',
      text: 'En este navegador estaba abierta la cuenta {person}, y este enlace es para {hint}.',
      button: 'Salir y entrar con la otra cuenta',
    },
    otherIssuer: {
      title: 'Este enlace no es de aquí',
      text: 'Vuelva a abrir la aplicación desde su página de inicio.',
      button: '',
    },
    loginLost: { title: 'La entrada ha caducado', text: 'Ha pasado demasiado tiempo. Entre otra vez.', button: '' },
    loginFailed: { title: 'No ha podido entrar', text: 'No se ha completado la entrada. Inténtelo otra vez.', button: '' },
    away: { title: 'Ahora mismo no podemos atenderle', text: 'Inténtelo otra vez dentro de unos minutos.', button: '' },
  },
};

export type Texts = typeof es;

const en: Texts = {
  language: 'en',
  welcome: 'Welcome',
  lead: 'Sign in with your account to go on.',
  signIn: 'Sign in',
  signOut: 'Sign out',
  greeting: 'Hello, {name}',
  signedInAs: 'You are signed in as {email}.',
  at: 'You are at {path}.',
  groups: 'Your groups',
  noGroups: 'You do not belong to any group yet.',
  notices: {
    other: {
      title: 'You have signed in with another account',
      text: 'The account {person} was open in this browser, and this link is for {hint}.',
      button: 'Sign out and use the other account',
    },
    otherIssuer: { title: 'This link does not belong here', text: 'Open the app from its own start page.', button: '' },
    loginLost: { title: 'The sign-in has expired', text: 'Too much time has passed. Sign in again.', button: '' },
    loginFailed: { title: 'You could not be signed in', text: 'The sign-in was not completed. Try again.', button: '' },
    away: { title: 'The service is not available', text: 'Try again in a few minutes.', button: '' },
  },
};

export const texts: Record<Language, Texts> = { es, en };

export const languageOf = (request: Request): Language => (request.acceptsLanguages('es', 'en') === 'en' ? 'en' : 'es');
