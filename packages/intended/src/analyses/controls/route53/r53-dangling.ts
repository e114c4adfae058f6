import type { Resource } from '#model/application';
import { literal, partsOf, valueAt } from '#model/read-value';
import type { Deferred, Value } from '#model/value';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeEvery } from '../each-item.ts';
import { RECORDS } from '../hosted-zone.ts';
import { openOf, worstOf } from '../judge-value.ts';

const [RECORD, GROUP] = RECORDS;
const record = (target: string): string =>
  `Resources:\n  Site:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: rides.example.com }\n  Record:\n    Type: ${RECORD}\n    Properties:\n      HostedZoneName: example.com.\n      Name: rides.example.com\n      Type: A\n      AliasTarget: { HostedZoneId: Z3AQBSTGFYJSTF, DNSName: ${target} }\n`;

/** Hosts that whoever asks first may take once the owner lets go. */
const TAKEABLE =
  /\.(?:amazonaws\.com(?:\.cn)?|cloudfront\.net|elasticbeanstalk\.com|awsapprunner\.com|github\.io|herokuapp\.com|herokudns\.com|azurewebsites\.net|netlify\.app|vercel\.app|firebaseapp\.com|surge\.sh|pages\.dev)\.?$/i;
const PRIVATE_ADDRESS = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.|fd|fc|fe80|::1)/i;

export const r53Dangling: Control = defineControl({
  id: 'r53-dangling',
  title: 'Record points at a resource that is gone or not ours',
  severity: 'high',
  cwe: 350,
  why: 'When the target is given up, its name or address can be taken by another account, which then answers under this domain.',
  fix: 'Point the record at a resource of the app by `Ref` or `GetAtt`, so that both go together.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html',
  ],
  types: [RECORD, GROUP],
  reads: [`${RECORD}.AliasTarget.DNSName`, `${RECORD}.ResourceRecords`, `${GROUP}.RecordSets`],
  judge(resource, context) {
    if (resource.type === RECORD) return judgeRecord(resource.properties, resource, context);
    const sets = valueAt(resource.properties, 'RecordSets');
    return judgeEvery(sets, (one) => judgeRecord(one, resource, context), notApplicable);
  },
  examples: {
    violated: record('d111111abcdef8.cloudfront.net'),
    satisfied: record('!Select [1, !Split ["//", !GetAtt Site.WebsiteURL]]'),
    undetermined: `Parameters:\n  Host: { Type: String }\n${record('!Ref Host')}`,
  },
});

function judgeRecord(record: Value, resource: Resource, context: Context): Outcome {
  const type = literal(valueAt(record, 'Type'))?.toUpperCase() ?? '';
  const alias = valueAt(record, 'AliasTarget', 'DNSName');
  if (alias !== undefined) return judgeTarget(alias, 'alias', resource, context);
  if (type !== 'A' && type !== 'AAAA' && type !== 'CNAME') return notApplicable;
  const kind = type === 'CNAME' ? 'name' : 'address';
  const records = valueAt(record, 'ResourceRecords');
  const outcome = judgeEvery(records, (one) => judgeTarget(one, kind, resource, context), notApplicable);
  return outcome.kind === 'undetermined' && isKept(outcome.why) ? satisfied : outcome;
}

/** A stack cannot drop what another imports, and what is made here goes when this goes. */
function isKept({ why }: Deferred): boolean {
  return why.cause === 'import' || why.cause === 'attribute';
}

function judgeTarget(target: Value, kind: 'alias' | 'name' | 'address', resource: Resource, context: Context): Outcome {
  if (target.kind === 'choice')
    return worstOf(target.branches.map((branch) => judgeTarget(branch, kind, resource, context)));
  if (target.kind === 'deferred') return isKept(target) ? satisfied : undetermined(target);
  const parts = partsOf(target) ?? [];
  const text = parts.map((part) => (typeof part === 'string' ? part : '?')).join('');
  if (parts.some((part) => typeof part === 'object' && part.kind === 'reference')) return satisfied;
  if (text === '' || context.find(target) !== undefined || isNamed(text, context)) return satisfied;
  if (kind === 'alias' && !/\./.test(text)) return target.kind === 'text' ? undetermined(openOf(target)) : satisfied;
  const isTakeable = kind === 'address' ? isPublicAddress(text) : TAKEABLE.test(text) && !isService(text);
  if (isTakeable)
    return violated(target.at, `\`${resource.id}\` points at \`${text}\`, which nothing in these templates keeps`);
  return target.kind === 'text' && kind !== 'name' ? undetermined(openOf(target)) : satisfied;
}

/** Hosts of the provider's own services, which nobody can take. */
function isService(text: string): boolean {
  return (
    /(?:^|\.)(?:dkim|email|inbound-smtp|feedback-smtp|acm-validations|cognito-idp|vpce)\./i.test(text) ||
    /acm-validations\.aws/i.test(text)
  );
}

function isPublicAddress(text: string): boolean {
  return /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]+:[0-9a-f:]*$/i.test(text) && !PRIVATE_ADDRESS.test(text);
}

/** A bucket's website host begins with the bucket's name; another record of the zone may be the target of an alias. */
function isNamed(text: string, context: Context): boolean {
  const bucket = /^(.+?)\.s3(?:-website)?[.-]/.exec(text)?.[1];
  const host = text.replace(/\.$/, '').toLowerCase();
  return (
    context.ofType('AWS::S3::Bucket').some((one) => literal(valueAt(one.properties, 'BucketName')) === bucket) ||
    context
      .ofType(RECORD)
      .some((one) => literal(valueAt(one.properties, 'Name'))?.replace(/\.$/, '').toLowerCase() === host)
  );
}
