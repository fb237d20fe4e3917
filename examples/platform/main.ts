import { createApp } from './app.ts';
import { createProvider } from './provider.ts';
import { readSettings } from './settings.ts';

/** `ISSUER=http://localhost:8080/realms/amperecloud npm start`: see README.md beside this file. */
try {
  const settings = readSettings(process.env);
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const server = createApp(settings, createProvider(settings), log).listen(settings.port, settings.host, (error) => {
    if (!error) return void process.stdout.write(`ready ${settings.baseUrl}\n`);
    log(`cannot listen on port ${settings.port}: ${error.message}`);
    process.exitCode = 1;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
