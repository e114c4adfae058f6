import { describe, expect, test } from 'vitest';
import type { Part } from '#model/value';
import { HOLE, ONE, STAR } from './alphabet.ts';
import { compareArn } from './compare.ts';
import { encoder } from './encode.ts';
import type { Encoder, Subject } from './encode.ts';
import { application, compute, HERE, ref, resource, role, store, text } from './test/make-application.ts';

const table = store('dynamodb', 'Rides');
const log = store('logs', 'Log', '/aws/lambda/ride');
const named = store('dynamodb', 'Users', 'users');
const mixed = store('s3', 'Files', [{ kind: 'hole', why: { cause: 'parameter', name: 'Stage' } }, '-files']);
const fn = compute('Fn');
const elsewhere = {
  ...role('Elsewhere'),
  resources: [],
  arn: ['arn:aws:iam::1:role/', { kind: 'hole', why: { cause: 'import', name: 'R' } } as const],
};
const subjects: readonly Subject[] = [
  ...[table, log, named, mixed],
  { ...fn, arn: fn.arn, name: undefined },
  { ...elsewhere, name: undefined },
  { id: 'Bare', type: 'AWS::S3::Bucket', resources: ['Bare', 'Policy'], arn: undefined, name: undefined },
  { id: 'Twice', type: 'AWS::S3::Bucket', resources: ['Bare'], arn: undefined, name: undefined },
];
const more = [
  resource('Live', 'AWS::Lambda::Alias', { FunctionName: text(ref('Fn')) }),
  resource('Lost', 'AWS::Lambda::Version', { FunctionName: 'elsewhere' }),
  resource('Stack', 'AWS::CloudFormation::Stack', {}),
  resource('Queue', 'AWS::SQS::Queue', {}, 'Child'),
];
const encode: Encoder = encoder(
  application({
    stores: [table, log, named, mixed],
    computes: [fn],
    resources: new Map(more.map((one) => [one.id, one])),
  }),
  subjects,
);
const pattern = (...parts: readonly Part[]): string => encode.pattern(parts, '');
const hole = (cause: 'parameter' | 'import' | 'code' | 'attribute', name: string): Part => ({
  kind: 'hole',
  why: { cause, name },
});

describe('patterns', () => {
  test.each<[string, readonly Part[], string]>([
    ['wildcards', ['a*b?'], `a${STAR}b${ONE}`],
    ['stars beside one another are one', ['a**'], `a${STAR}`],
    ['a dollar alone', ['a$b'], 'a$b'],
    ['wildcards that are meant literally', ['a${*}${?}${$}'], 'a*?$'],
    ['a value of the request', ['home/${aws:username}/*'], `home/${HOLE}/${STAR}`],
    ['the suffix of host names', [{ kind: 'pseudo', name: 'AWS::URLSuffix' }], 'amazonaws.com'],
  ])('%s', (_name, parts, expected) => {
    expect(pattern(...parts)).toBe(expected);
  });

  test('in a plain text nothing is a wildcard', () => {
    expect(encode.text(['a*b?'], '')).toBe('a*b?');
  });

  test('a name is equal to itself in its scope, an import everywhere, an unknown never', () => {
    const stack: Part = { kind: 'pseudo', name: 'AWS::StackName' };
    expect(encode.text([stack], 'A')).not.toBe(encode.text([stack], 'B'));
    expect(encode.text([hole('parameter', 'P')], 'A')).not.toBe(encode.text([hole('parameter', 'P')], 'B'));
    expect(encode.text([hole('import', 'P')], 'A')).toBe(encode.text([hole('import', 'P')], 'B'));
    expect(pattern(hole('code', 'x'))).toBe(HOLE);
  });
});

describe('references', () => {
  test.each([
    ['its name', 'Users', 'Ref', 'users'],
    ['its ARN', 'Users', 'Arn', encode.arns('Users')[0]],
    ['the ARN of a log group with all its streams', 'Log', 'Arn', `${encode.arns('Log')[0] ?? ''}:${STAR}`],
    ['the name of a function that the provider makes', 'Fn', 'Ref', encode.symbols.generated('Fn')],
  ])('%s', (_what, to, attribute, expected) => {
    expect(pattern(ref(to, attribute))).toBe(expected);
  });

  test('the ARN of a log group as a plain text ends in a star that is one', () => {
    expect(encode.text([ref('Log', 'Arn')], '').endsWith(':*')).toBe(true);
  });

  test('a name that is partly known is a symbol of its own', () => {
    expect(pattern(ref('Files'))).toBe(encode.symbols.generated('Files'));
    expect(pattern(ref('Files'))).not.toBe(pattern(ref('Rides')));
  });

  test('a qualified function is the function and something behind a colon', () => {
    const [arn = ''] = encode.arns('Fn');
    expect(pattern(ref('Live')).startsWith(`${arn}:`)).toBe(true);
    expect(compareArn(pattern(ref('Live')), arn).some).toBe(0);
    expect(pattern(ref('Lost'))).toBe(encode.symbols.opaque('Lost'));
  });

  test('what another stack gives may be anything, a queue URL is nothing else', () => {
    expect(pattern(ref('Stack', 'Outputs.Arn'))).toBe(encode.symbols.opaque('Stack.Outputs.Arn'));
    expect(pattern(ref('Queue'))).toBe(encode.symbols.generated('Queue.Ref'));
    expect(pattern(ref('Nowhere', 'Arn'))).toBe(encode.symbols.opaque('Nowhere.Arn'));
  });

  test('what has no ARN is equal to itself alone', () => {
    expect(encode.arns('Bare')).toEqual([]);
    expect(encode.arns('Nobody')).toEqual([]);
    expect(pattern(ref('Bare', 'Arn'))).toBe(encode.symbols.generated('Bare.Arn'));
    expect(pattern(ref('Bare'))).toBe(encode.symbols.generated('Bare'));
    expect(pattern(ref('Queue', 'QueueName'))).toBe(encode.symbols.generated('Queue'));
  });

  test('an ARN that ends in an import has an identity beside it', () => {
    expect(encode.arns('Elsewhere')).toHaveLength(2);
  });

  test('names that lead in a circle end', () => {
    const one = store('s3', 'One', [ref('Two')]);
    const two = store('s3', 'Two', [ref('One')]);
    const circle = encoder(application({ stores: [one, two] }), [one, two]);
    expect(circle.pattern([ref('One')], '')).not.toBe('');
  });

  test('the stack of a resource', () => {
    expect([encode.scopeOf('Queue'), encode.scopeOf('Nowhere'), encode.scopeOf(undefined)]).toEqual(['Child', '', '']);
    expect(HERE.line).toBe(1);
  });
});
