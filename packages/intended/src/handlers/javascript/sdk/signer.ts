import { memberOf } from '../member.ts';
import { recordUnknown } from '../record.ts';
import type { Call } from '../run.ts';

/** Packages that sign requests which the code then sends by itself. */
const SIGNERS = /^(?:@smithy\/signature-v4|@aws-sdk\/signature-v4(?:-crt|-multi-region)?|aws4|aws4fetch|aws4-axios)$/;

/** IAM prefixes of services that go by another name in a signature. */
const SIGNED_AS: Readonly<Record<string, string>> = {
  iotdata: 'iot',
  iotdevicegateway: 'iot',
  dynamodbstreams: 'dynamodb',
};

/** A request signed by hand may do whatever its service can: its grants are not proved to be unused. */
export function noteSigner(name: string, { args, run, spot }: Call): void {
  if (!SIGNERS.test(name)) return;
  for (const arg of args) {
    if (arg.kind !== 'object' || !arg.properties.has('service')) continue;
    const service = memberOf(arg, 'service', run);
    const signed = service.kind === 'literal' ? String(service.value) : '*';
    const why = { cause: 'code', name: 'signature' } as const;
    recordUnknown(run.effects, SIGNED_AS[signed] ?? signed, 'requests that the code signs by itself', why, spot);
  }
}
