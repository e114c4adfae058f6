import { createServer } from 'node:http';

const NOTES = [
  { owner_id: 'ann', title: 'milk' },
  { owner_id: 'bob', title: 'the safe is behind the clock' },
];

/** Stands for DynamoDB: scans one table by a filter of conditions joined by AND and OR. Says where it listens. */
export function storeListening(): Promise<string> {
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/inside') return answer.end('only for those inside');
      const { FilterExpression, ExpressionAttributeValues } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      return answer.end(JSON.stringify(NOTES.filter((note) => holds(FilterExpression, note, ExpressionAttributeValues))));
    });
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
    }).unref();
  });
}

function holds(filter: string, note: Record<string, string>, values: Record<string, { S: string }>): boolean {
  return filter.split(' OR ').some((all) =>
    all.split(' AND ').every((one) => {
      const exists = /^attribute_exists\((\w+)\)$/.exec(one.trim())?.[1];
      if (exists !== undefined) return exists in note;
      const [name = '', value = ''] = one.split('=').map((side) => side.trim());
      return note[name] === values[value]?.S;
    }),
  );
}
