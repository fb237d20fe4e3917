import { SMTPServer } from 'smtp-server';

/**
 * A mail server that takes everything and keeps nothing but a count: it must never be the slowest part of a measurement.
 * Runs as a process of its own (`tsx bench/smtp-sink.ts PORT`); says `ready`, and the count whenever a line is sent to it.
 */
let mails = 0;
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    stream.on('end', () => {
      mails += 1;
      done();
    });
    stream.resume();
  },
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write('ready\n'));
process.stdin.on('data', () => process.stdout.write(`${mails}\n`));
process.stdin.on('end', () => process.exit(0));
