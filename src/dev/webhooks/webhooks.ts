import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createWebhookReceiver } from './webhook-receiver.ts';

/** `npm run webhooks [-- --port 9000 --status 503]`: see {@link createWebhookReceiver}. With WEBHOOK_SECRET from the environment, or a new one. */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '9000' }, status: { type: 'string', default: '204' } },
});
const secret = process.env.WEBHOOK_SECRET || `whsec_${randomBytes(32).toString('base64')}`;
const print = (line: string) => process.stdout.write(`${line}\n`);
const receiver = createWebhookReceiver({ secret, status: Number(values.status), print });
receiver.listen(Number(values.port), () => {
  print(`Start the sidecar with\n\n  WEBHOOK_URL=http://localhost:${values.port}/ WEBHOOK_SECRET=${secret}\n`);
});
