import { testArrangements } from './arrangements.ts';

// What docker-compose.yml makes with an https address. All other arrangements: test/special/arrangements.special.kc.test.ts
testArrangements({ dynamic: true, path: 'at the edge' }, [
  { outside: 'https', inside: 'http' },
  { outside: 'https', inside: 'https' },
]);
