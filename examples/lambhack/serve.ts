// Serves the handlers over HTTP through the events that AWS would make: `serve.ts plain|guarded <port> [shape]`.
import { createServer } from 'node:http';
import { eventOf, type Shape, SHAPES } from './platform.ts';
import { storeListening } from './store.ts';

const [how = 'plain', port = '0', wanted = 'rest'] = process.argv.slice(2);
const shape: Shape = SHAPES.find((one) => one === wanted) ?? 'rest';
// What an attacker would like to have.
process.env['APP_SECRET'] ??= 'correct-horse-battery-staple';
process.env['DYNAMODB_ENDPOINT'] = await storeListening();

const routes = how === 'guarded' ? (await import('./src/guarded.ts')).guarded : (await import('./src/routes.ts')).handlers;

const server = createServer((request, answer) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const event = eventOf(shape, request, Buffer.concat(chunks).toString('utf8'));
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const handler = routes[`${request.method} ${path}`];
    try {
      const said = handler === undefined ? { statusCode: 404, headers: {}, body: 'not found' } : await handler(event);
      answer.writeHead(said.statusCode, { ...said.headers }).end(said.body);
    } catch (error) {
      // What API Gateway makes of a function that failed; the message is for whoever runs the demo.
      console.error(error instanceof Error ? error.message : error);
      answer.writeHead(502, { 'content-type': 'application/json' }).end('{"message": "Internal server error"}');
    }
  });
});
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  console.log(`${how} on http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port} (${shape} events)`);
});
