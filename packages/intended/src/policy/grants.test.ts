import { describe, expect, test } from 'vitest';
import type { Application } from '#model/application';
import type { Verdict } from './access.ts';
import { computeAccess } from './compute-access.ts';
import {
  ABSENT,
  ACCOUNT,
  application,
  choice,
  compute,
  deferredValue,
  grant,
  key,
  managed,
  parameter,
  PARTITION,
  ref,
  REGION,
  resource,
  role,
  store,
  text,
  value,
} from './test/make-application.ts';

const TABLE = store('dynamodb', 'Rides');
const BUCKET = store('s3', 'Site');
const roleArn = (id: string): unknown => text(ref(id, 'Arn'));
const root = text('arn:', PARTITION, ':iam::', ACCOUNT, ':root');

function withGrants(grants: Application['grants'], more: Partial<Application> = {}): ReturnType<typeof computeAccess> {
  return computeAccess(
    application({ stores: [TABLE, BUCKET], identities: [role('Role'), role('Other')], grants, ...more }),
  );
}

function verdictOf(
  statements: readonly unknown[],
  action = 'dynamodb:GetItem',
  boundary?: readonly unknown[],
): Verdict {
  const grants = [
    grant('Role', 'identity', ...statements),
    ...(boundary === undefined ? [] : [grant('Role', 'boundary', ...boundary)]),
  ];
  return withGrants(grants).allows('Role', action, action.startsWith('s3') ? 'Site' : 'Rides').verdict;
}

const allow = (Action: unknown, Resource: unknown = '*', more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = '*', more: object = {}): object => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});

describe('statements', () => {
  const cases: readonly [string, readonly unknown[], string, Verdict][] = [
    ['an action in another case', [allow('DYNAMODB:getitem')], 'dynamodb:GetItem', 'yes'],
    ['a wildcard action', [allow('dynamodb:*')], 'dynamodb:GetItem', 'yes'],
    ['every action', [allow('*')], 'dynamodb:GetItem', 'yes'],
    ['a wildcard in the action', [allow('s3:*Object')], 's3:GetObject', 'yes'],
    ['a wildcard that ends too early', [allow('s3:*Object')], 's3:GetObjectAcl', 'no'],
    ['an action that is a parameter', [allow(text(parameter('Action')))], 'dynamodb:GetItem', 'maybe'],
    ['NotAction of another', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 'dynamodb:GetItem', 'yes'],
    ['NotAction of itself', [{ Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }], 'dynamodb:GetItem', 'no'],
    [
      'NotAction of something unknown',
      [{ Effect: 'Allow', NotAction: text(parameter('A')), Resource: '*' }],
      'dynamodb:GetItem',
      'maybe',
    ],
    [
      'NotResource of another',
      [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::x' }],
      'dynamodb:GetItem',
      'yes',
    ],
    [
      'NotResource of itself',
      [{ Effect: 'Allow', Action: '*', NotResource: roleArn('Rides') }],
      'dynamodb:GetItem',
      'no',
    ],
    [
      'NotResource of a part',
      [{ Effect: 'Allow', Action: '*', NotResource: text(ref('Site', 'Arn'), '/secret/*') }],
      's3:GetObject',
      'yes',
    ],
    ['NotResource of everything', [{ Effect: 'Allow', Action: '*', NotResource: '*' }], 's3:GetObject', 'no'],
    ['a Deny of it', [allow('*'), deny('dynamodb:GetItem')], 'dynamodb:GetItem', 'no'],
    ['a Deny of another action', [allow('*'), deny('dynamodb:Scan')], 'dynamodb:GetItem', 'yes'],
    ['a Deny that may be it', [allow('*'), deny('*', text(parameter('Arn')))], 'dynamodb:GetItem', 'maybe'],
    [
      'a Deny of a part leaves the rest',
      [allow('*'), deny('*', text(ref('Site', 'Arn'), '/secret/*'))],
      's3:GetObject',
      'yes',
    ],
    [
      'a Deny under an unknown condition',
      [allow('*'), deny('*', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
      'dynamodb:GetItem',
      'maybe',
    ],
    [
      'a Deny that an attacker avoids',
      [allow('*'), deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      'dynamodb:GetItem',
      'yes',
    ],
    [
      'an Allow that an attacker satisfies',
      [allow('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
      'dynamodb:GetItem',
      'yes',
    ],
    ['an undecided branch', [choice(allow('*'), ABSENT)], 'dynamodb:GetItem', 'maybe'],
    ['an undecided resource', [allow('*', choice('*', 'arn:aws:s3:::x'))], 'dynamodb:GetItem', 'maybe'],
    [
      'an undecided resource beside a wildcard',
      [allow('*', [choice(roleArn('Rides')), '*'])],
      'dynamodb:GetItem',
      'yes',
    ],
    ['an undecided action', [allow(choice('dynamodb:GetItem'))], 'dynamodb:GetItem', 'maybe'],
    ['an undecided effect', [{ Effect: deferredValue(), Action: '*', Resource: '*' }], 'dynamodb:GetItem', 'maybe'],
    ['an undecided Deny', [allow('*'), choice(deny('*'))], 'dynamodb:GetItem', 'maybe'],
  ];
  test.each(cases)('%s', (_name, statements, action, expected) => {
    expect(verdictOf(statements, action)).toBe(expected);
  });
});

describe('conditions', () => {
  const cases: readonly [string, object, Verdict][] = [
    ['own account', { StringEquals: { 'aws:PrincipalAccount': text(ACCOUNT) } }, 'yes'],
    ['another account', { StringNotEquals: { 'aws:ResourceAccount': text(ACCOUNT) } }, 'no'],
    ['an account written out', { StringEquals: { 'aws:ResourceAccount': '123456789012' } }, 'maybe'],
    ['own region', { 'ForAnyValue:StringLikeIfExists': { 'aws:RequestedRegion': text(REGION) } }, 'yes'],
    ['a source that own requests do not have', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::x' } }, 'no'],
    ['the same, if it exists', { ArnLikeIfExists: { 'aws:SourceArn': 'arn:aws:s3:::x' } }, 'yes'],
    ['the same, for all values', { 'ForAllValues:StringEquals': { 'aws:SourceAccount': '1' } }, 'yes'],
    ['not that source', { ArnNotEquals: { 'aws:SourceArn': 'arn:aws:s3:::x' } }, 'yes'],
    ['no source', { Null: { 'aws:SourceArn': 'true' } }, 'yes'],
    ['some source', { Null: { 'aws:SourceArn': 'false' } }, 'no'],
    ['an account that is there', { Null: { 'aws:PrincipalAccount': 'false' } }, 'yes'],
    ['a service principal', { Bool: { 'aws:PrincipalIsAWSService': 'True' } }, 'no'],
    ['not a service principal', { BoolIfExists: { 'aws:PrincipalIsAWSService': 'FALSE' } }, 'yes'],
    ['equal in another case', { StringEqualsIgnoreCase: { 'aws:PrincipalIsAWSService': 'False' } }, 'yes'],
    [
      'leading keys',
      { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': '${cognito-identity.amazonaws.com:sub}' } },
      'yes',
    ],
    ['a network address', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'maybe'],
    ['not a network address', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'maybe'],
    ['a number of a known key', { NumericLessThan: { 'aws:PrincipalAccount': '5' } }, 'maybe'],
    ['a date', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01' } }, 'maybe'],
    ['an operator that does not exist', { Sounds: { 'aws:PrincipalAccount': 'x' } }, 'maybe'],
    ['an undecided value', { StringEquals: { 'aws:PrincipalAccount': choice(text(ACCOUNT)) } }, 'maybe'],
    ['an undecided block of keys', { StringEquals: deferredValue() }, 'maybe'],
    [
      'two conditions, one of which fails',
      { Null: { 'aws:SourceArn': 'false' }, Bool: { 'aws:SecureTransport': 'true' } },
      'no',
    ],
  ];
  test.each(cases)('%s', (_name, condition, expected) => {
    expect(verdictOf([allow('*', '*', { Condition: condition })])).toBe(expected);
  });

  test('leading keys cover a part of the table', () => {
    const access = withGrants([
      grant(
        'Role',
        'identity',
        allow('dynamodb:GetItem', '*', { Condition: { StringEquals: { 'dynamodb:LeadingKeys': 'x' } } }),
      ),
    ]);
    const atom = access.rows[0]?.atoms.find((one) => one.nodes.includes(0));
    expect(atom).toMatchObject({ yes: 1, maybe: 1, partial: 1 });
  });
});

describe('boundaries', () => {
  test.each([
    ['a boundary that allows it', [allow('dynamodb:*')], 'yes'],
    ['a boundary of another service', [allow('s3:*')], 'no'],
    ['a boundary that may allow it', [allow('*', text(parameter('Arn')))], 'maybe'],
    ['a boundary that denies it', [allow('*'), deny('dynamodb:*')], 'no'],
  ] as const)('%s', (_name, boundary, expected) => {
    expect(verdictOf([allow('*')], 'dynamodb:GetItem', boundary)).toBe(expected);
  });

  test('a boundary that cannot be read forbids nothing for certain, and is reported', () => {
    const access = withGrants([
      grant('Role', 'identity', allow('*')),
      managed('Role', text(parameter('Boundary')), 'managed-boundary'),
    ]);
    expect(access.allows('Role', 'dynamodb:GetItem', 'Rides').verdict).toBe('yes');
    expect(access.rows.flatMap((row) => row.unknown)).toMatchObject([{ what: 'managed policy `${Boundary}`' }]);
  });
});

describe('managed policies', () => {
  test.each([
    ['a name', 'AmazonDynamoDBFullAccess', 'yes'],
    ['an ARN', 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess', 'yes'],
    [
      'an ARN with its partition open',
      text('arn:', PARTITION, ':iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole'),
      'no',
    ],
    ['one of the rarer', 'AWSBackupServiceRolePolicyForBackup', 'no'],
    ['an undecided one', choice('AdministratorAccess', ABSENT), 'maybe'],
    ['several', ['AWSLambdaBasicExecutionRole', 'AdministratorAccess'], 'yes'],
  ])('%s', (_name, name, expected) => {
    const access = withGrants([managed('Role', name)]);
    expect(access.rows[0]?.unknown).toEqual([]);
    expect(access.allows('Role', 'dynamodb:GetItem', 'Rides').verdict).toBe(expected);
  });

  test.each([
    ['a policy of an account', 'arn:aws:iam::123456789012:policy/Mine'],
    ['a policy by reference', text(ref('Policy'), '', REGION)],
    ['a policy that nobody publishes', 'NoSuchPolicy'],
    ['a deferred one', deferredValue()],
    ['a mapping', {}],
  ])('%s is unknown, never empty', (_name, name) => {
    expect(withGrants([managed('Role', name)]).rows[0]?.unknown).toHaveLength(1);
  });
});

describe('resource policies', () => {
  const read = (Principal: unknown, more: object = {}): object => ({
    Effect: 'Allow',
    Principal,
    Action: 's3:GetObject',
    Resource: text(ref('Site', 'Arn'), '/*'),
    ...more,
  });
  test('a role that the bucket names may read it without a policy of its own', () => {
    const access = withGrants([grant('Site', 'resource', read({ AWS: roleArn('Role') }))]);
    expect(access.allows('Role', 's3:GetObject', 'Site').verdict).toBe('yes');
    expect(access.allows('Other', 's3:GetObject', 'Site').verdict).toBe('no');
  });

  test('the account root only delegates', () => {
    const access = withGrants([grant('Site', 'resource', read({ AWS: root }))]);
    expect(access.allows('Role', 's3:GetObject', 'Site').verdict).toBe('no');
    expect(access.outside).toEqual([]);
  });

  test('anyone includes every identity, and the internet', () => {
    const open = resource('Site', 'AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: 'false' },
    });
    const access = withGrants([grant('Site', 'resource', read('*'))], { resources: new Map([['Site', open]]) });
    expect(access.rows.flatMap((row) => row.atoms).map((atom) => atom.yes)).toEqual([1]);
    expect(access.outside).toMatchObject([{ principal: 'anyone', name: '*', node: 1, yes: 1, maybe: 1 }]);
  });

  test.each([
    ['without a block in the template', {}, [{ yes: 0, maybe: 1, explanation: { verdict: 'maybe' } }]],
    ['with a block', { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }, []],
    [
      'with a block that a parameter decides',
      { PublicAccessBlockConfiguration: { BlockPublicPolicy: deferredValue() } },
      [{ yes: 0, maybe: 1 }],
    ],
  ])('a public bucket %s', (_name, properties, expected) => {
    const site = resource('Site', 'AWS::S3::Bucket', properties);
    const access = withGrants([grant('Site', 'resource', read({ AWS: '*' }))], {
      resources: new Map([['Site', site]]),
    });
    expect(access.outside).toMatchObject(expected);
    expect(access.outside).toHaveLength(expected.length);
  });

  test.each([
    ['a service', { Service: 'cloudfront.amazonaws.com' }, {}, 'service', 'cloudfront.amazonaws.com'],
    ['anyone for a source', '*', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:::t' } } }, 'service', '*'],
    ['another account', { AWS: '123456789012' }, {}, 'account', '123456789012'],
    ['a canonical user', { CanonicalUser: 'abc' }, {}, 'account', 'abc'],
    [
      'the origin access identity of a distribution',
      { CanonicalUser: text({ kind: 'reference', to: 'Oai', attribute: 'S3CanonicalUserId' }) },
      {},
      'service',
      '${Oai.S3CanonicalUserId}',
    ],
    [
      'the same by its ARN',
      {
        AWS: text('arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ', {
          kind: 'reference',
          to: 'Oai',
          attribute: 'Ref',
        }),
      },
      {},
      'service',
      'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${Oai}',
    ],
    ['a federation', { Federated: 'accounts.google.com' }, {}, 'federated', 'accounts.google.com'],
    ['a parameter', { AWS: text(parameter('Partner')) }, {}, 'unknown', '${Partner}'],
    ['a deferred principal', deferredValue('Who'), {}, 'unknown', '${Who}'],
  ])('%s', (_name, principal, more, kind, name) => {
    expect(withGrants([grant('Site', 'resource', read(principal, more))]).outside).toMatchObject([
      { principal: kind, name, maybe: 1 },
    ]);
  });

  test.each([
    ['anyone in this account', { 'kms:CallerAccount': text(ACCOUNT) }, 'StringEquals', 0],
    ['anyone in this account, by the newer key', { 'aws:PrincipalAccount': text(ACCOUNT) }, 'StringEquals', 0],
    ['anyone in an account written out', { 'aws:PrincipalAccount': '123456789012' }, 'StringEquals', 1],
    ['anyone in any other account', { 'aws:PrincipalAccount': text(ACCOUNT) }, 'StringNotEquals', 2],
    ['anyone, for a resource of this account', { 'aws:ResourceAccount': text(ACCOUNT) }, 'StringEquals', 2],
    ['anyone but services', { 'aws:PrincipalIsAWSService': 'false' }, 'Bool', 1],
  ] as const)('%s', (_name, keys, operator, expected) => {
    const queue = store('sqs', 'Jobs', 'jobs');
    const send = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' };
    const access = withGrants([grant('Jobs', 'resource', { ...send, Condition: { [operator]: keys } })], {
      stores: [queue],
    });
    const found = access.outside.map((one) => (one.yes !== 0 ? 2 : 1));
    expect(found).toEqual(expected === 0 ? [] : [expected]);
  });

  test('all but one are anyone', () => {
    const queue = store('sqs', 'Jobs', 'jobs');
    const access = withGrants(
      [
        grant('Jobs', 'resource', {
          Effect: 'Allow',
          NotPrincipal: { AWS: '1' },
          Action: 'sqs:SendMessage',
          Resource: '*',
        }),
      ],
      { stores: [queue] },
    );
    expect(access.outside).toMatchObject([{ principal: 'anyone', name: '*', maybe: 2 }]);
    expect(access.allows('Role', 'sqs:SendMessage', 'Jobs').verdict).toBe('maybe');
  });

  test('a Deny of anyone binds identities and outsiders', () => {
    const policy = grant('Site', 'resource', read({ AWS: '123456789012' }), { ...read('*'), Effect: 'Deny' });
    const access = withGrants([grant('Role', 'identity', allow('s3:*')), policy]);
    expect(access.allows('Role', 's3:GetObject', 'Site').verdict).toBe('no');
    expect(access.outside).toEqual([]);
  });

  test.each<[string, object, Verdict]>([
    ['a Deny of an account that may be ours', { ...read({ AWS: '123456789012' }), Effect: 'Deny' }, 'maybe'],
    ['a Deny without a principal', { Effect: 'Deny', Action: '*', Resource: '*' }, 'yes'],
    [
      'a Deny of all objects but some',
      { ...read('*'), Effect: 'Deny', Resource: ABSENT, NotResource: text(ref('Site', 'Arn'), '/open/*') },
      'yes',
    ],
    [
      'a Deny of nothing but the bucket',
      { ...read('*'), Effect: 'Deny', Resource: ABSENT, NotResource: text(ref('Site', 'Arn')) },
      'no',
    ],
    [
      'a Deny of objects that an undecided branch names',
      { ...read('*'), Effect: 'Deny', Resource: choice(text(ref('Site', 'Arn'), '/*')) },
      'maybe',
    ],
    ['a Deny of all but everybody', { Effect: 'Deny', NotPrincipal: '*', Action: 's3:*', Resource: '*' }, 'maybe'],
  ])('%s', (_name, statement, expected) => {
    const access = withGrants([
      grant('Role', 'identity', allow('s3:GetObject')),
      grant('Site', 'resource', statement, read({ AWS: '999999999999' })),
    ]);
    expect(access.allows('Role', 's3:GetObject', 'Site').verdict).toBe(expected);
    expect(access.outside.length).toBeLessThanOrEqual(1);
  });

  test('a Deny of the account binds identities', () => {
    const access = withGrants([
      grant('Role', 'identity', allow('s3:*')),
      grant('Site', 'resource', { ...read({ AWS: root }), Effect: 'Deny' }),
    ]);
    expect(access.allows('Role', 's3:GetObject', 'Site').verdict).toBe('no');
  });

  test('a policy of something that is no node concerns nobody', () => {
    expect(
      withGrants([
        grant('Nowhere', 'resource', read('*')),
        grant('Nowhere', 'identity', allow('*')),
        grant('Role', 'guardrail', deny('*')),
      ]).outside,
    ).toEqual([]);
  });
});

describe('keys', () => {
  const kept = store('dynamodb', 'Rides', undefined, { keys: ['Key'] });
  const delegating = grant('Key', 'resource', {
    Effect: 'Allow',
    Principal: { AWS: root },
    Action: 'kms:*',
    Resource: '*',
  });
  const access = (...grants: Application['grants']): ReturnType<typeof computeAccess> =>
    withGrants([grant('Role', 'identity', allow('dynamodb:GetItem')), ...grants], {
      stores: [kept],
      gates: [key('Key')],
    });
  const verdict = (...grants: Application['grants']): Verdict =>
    access(...grants).explain('Role', 'read', 'Rides').verdict;
  const via = (service: unknown): object => ({ Condition: { StringEquals: { 'kms:ViaService': service } } });

  test.each([
    ['no grant on the key', [delegating], 'no'],
    [
      'Decrypt by its own policy, which the key admits',
      [delegating, grant('Role', 'identity', allow('kms:Decrypt'))],
      'yes',
    ],
    [
      'Decrypt by its own policy, which the key does not admit',
      [
        grant('Key', 'resource', {
          Effect: 'Allow',
          Principal: { AWS: roleArn('Other') },
          Action: 'kms:*',
          Resource: '*',
        }),
        grant('Role', 'identity', allow('kms:Decrypt')),
      ],
      'no',
    ],
    [
      'the key names the role',
      [
        grant('Key', 'resource', {
          Effect: 'Allow',
          Principal: { AWS: roleArn('Role') },
          Action: 'kms:Decrypt',
          Resource: '*',
        }),
      ],
      'yes',
    ],
    ['a key without a policy in the template', [grant('Role', 'identity', allow('kms:Decrypt'))], 'yes'],
    [
      'a key whose principal is a parameter',
      [
        grant('Key', 'resource', {
          Effect: 'Allow',
          Principal: { AWS: text(parameter('Admin')) },
          Action: 'kms:*',
          Resource: '*',
        }),
        grant('Role', 'identity', allow('kms:Decrypt')),
      ],
      'maybe',
    ],
    [
      'through the service',
      [
        delegating,
        grant('Role', 'identity', allow('kms:Decrypt', '*', via(text('dynamodb.', REGION, '.amazonaws.com')))),
      ],
      'yes',
    ],
    [
      'through another service',
      [delegating, grant('Role', 'identity', allow('kms:Decrypt', '*', via('s3.us-east-1.amazonaws.com')))],
      'no',
    ],
  ] as const)('%s', (_name, grants, expected) => {
    expect(verdict(...grants)).toBe(expected);
    const mask = access(...grants).rows[0]?.atoms.find((one) => one.nodes.includes(0));
    expect(mask === undefined ? 'no' : (mask.yes & 1) !== 0 ? 'yes' : (mask.maybe & 1) !== 0 ? 'maybe' : 'no').toBe(
      expected,
    );
  });

  test('two stores behind one key are asked about once', () => {
    const twice = withGrants([delegating, grant('Role', 'identity', allow('dynamodb:GetItem'), allow('kms:Decrypt'))], {
      stores: [kept, store('dynamodb', 'Riders', undefined, { keys: ['Key'] })],
      gates: [key('Key')],
    });
    expect(['Rides', 'Riders'].map((node) => twice.explain('Role', 'read', node).verdict)).toEqual(['yes', 'yes']);
    expect(twice.rows[0]?.atoms.flatMap((atom) => ((atom.yes & 1) === 1 ? atom.nodes : []))).toContain(1);
  });

  test("a key that no template has stands in nobody's way", () => {
    const open = withGrants([grant('Role', 'identity', allow('dynamodb:GetItem'))], {
      stores: [store('dynamodb', 'Rides', undefined, { keys: ['Gone'] })],
    });
    expect(open.explain('Role', 'read', 'Rides').verdict).toBe('yes');
  });
});

describe('questions', () => {
  test('nobody and nothing give no', () => {
    const access = withGrants([]);
    expect(access.explain('Nobody', 'read', 'Rides').verdict).toBe('no');
    expect(access.allows('Role', 'dynamodb:GetItem', 'Nothing').verdict).toBe('no');
    expect(access.allows('Role', 'nonsense', 'Rides').verdict).toBe('no');
    expect(access.actions('Role', 'read', 'Rides')).toEqual([]);
  });

  test('an explanation names actions and statements, the strongest first', () => {
    const access = withGrants([
      grant(
        'Role',
        'identity',
        { ...allow('dynamodb:Get*', text(parameter('Arn'))), Sid: 'Weak' },
        { ...allow(['dynamodb:GetItem'], roleArn('Rides')), Sid: 'Strong' },
      ),
    ]);
    const found = access.allows('Role', 'dynamodb:GetItem', 'Rides');
    expect(found.statements.map((one) => one.sid)).toEqual(['Strong', 'Weak']);
    expect(access.actions('Role', 'read', 'Rides')).toContain('dynamodb:GetItem');
    expect(found.because).toContain('the resource pattern is not wholly known');
  });

  test('identities with equal statements share a row', () => {
    const access = withGrants(
      ['Role', 'Other'].map((id) => grant(id, 'identity', allow('dynamodb:GetItem', roleArn('Rides')))),
    );
    expect(access.rows).toHaveLength(1);
    expect(access.rows[0]?.identities).toEqual(['Role', 'Other']);
    expect(access.rowByIdentity.get('Other')).toBe(0);
  });

  test('a role that no template defines is unknown', () => {
    const access = withGrants([], { identities: [role('Role', { origin: 'referenced' })] });
    expect(access.rows[0]?.unknown).toHaveLength(1);
  });

  test('a document that is not decided is unknown', () => {
    const one = { ...grant('Role', 'identity'), document: deferredValue() };
    const two = { ...grant('Role', 'identity'), document: value({ Statement: deferredValue() }) };
    expect(withGrants([one, two]).rows[0]?.unknown).toHaveLength(2);
  });
});

describe('control', () => {
  const lambdaTrust = (id: string): Application['grants'][number] =>
    grant(id, 'trust', { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const edges = (
    grants: Application['grants'],
    more: Partial<Application> = {},
  ): readonly (readonly [string, string, string])[] =>
    withGrants(grants, { computes: [compute('Fn', ['Other'])], ...more }).control.map(
      (edge) => [edge.gains, edge.how, edge.verdict] as const,
    );

  test.each([
    ['nothing', [grant('Role', 'identity', allow('dynamodb:*'))], []],
    [
      'the code of a function',
      [grant('Role', 'identity', allow('lambda:UpdateFunctionCode', roleArn('Fn')))],
      [['Fn', 'change its code or settings', 'yes']],
    ],
    [
      'a role that trusts it',
      [grant('Other', 'trust', { Effect: 'Allow', Principal: { AWS: roleArn('Role') }, Action: 'sts:AssumeRole' })],
      [['Other', 'assume it', 'yes']],
    ],
    [
      'a role that trusts the account',
      [
        grant('Role', 'identity', allow('sts:AssumeRole')),
        grant('Other', 'trust', { Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' }),
        lambdaTrust('Role'),
      ],
      [['Other', 'assume it', 'yes']],
    ],
    [
      'a role that does not trust it',
      [grant('Role', 'identity', allow('sts:AssumeRole')), lambdaTrust('Other'), lambdaTrust('Role')],
      [],
    ],
    [
      'a role whose trust is not shown',
      [grant('Role', 'identity', allow('sts:AssumeRole', roleArn('Other')))],
      [['Other', 'assume it', 'maybe']],
    ],
    [
      'a passed role and a new function',
      [
        grant('Role', 'identity', allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'])),
        lambdaTrust('Other'),
        lambdaTrust('Role'),
      ],
      [['Other', 'create a function that runs with it', 'yes']],
    ],
    [
      'a new function that it cannot run',
      [
        grant('Role', 'identity', allow(['iam:PassRole', 'lambda:CreateFunction'])),
        lambdaTrust('Other'),
        lambdaTrust('Role'),
      ],
      [['Other', 'create a function that runs with it', 'maybe']],
    ],
    [
      'a passed role that trusts another service',
      [
        grant('Role', 'identity', allow(['iam:PassRole', 'states:CreateStateMachine'])),
        lambdaTrust('Other'),
        lambdaTrust('Role'),
      ],
      [],
    ],
    [
      'a role passed to another service only',
      [
        grant(
          'Role',
          'identity',
          allow('iam:PassRole', '*', {
            Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
          }),
          allow('lambda:*Function*', 'arn:aws:lambda:*:*:function:new-*'),
        ),
        lambdaTrust('Other'),
        lambdaTrust('Role'),
      ],
      [['Fn', 'change its code or settings', 'maybe']],
    ],
    [
      'policies at large',
      [grant('Role', 'identity', allow('iam:CreatePolicyVersion'))],
      [['*', 'rewrite a managed policy', 'yes']],
    ],
    [
      'more for itself',
      [grant('Role', 'identity', allow('iam:PutRolePolicy', roleArn('Role')))],
      [['*', 'give itself more', 'yes']],
    ],
  ] as const)('%s', (_name, grants, expected) => {
    expect(edges(grants)).toEqual(expected);
  });

  test('a writer of the bucket that a function runs controls the function', () => {
    const found = edges([grant('Role', 'identity', allow('s3:PutObject'))], {
      computes: [compute('Fn', [], { runs: ['Site'] })],
    });
    expect(found).toEqual([['Fn', 'write the code that it runs from `Site`', 'yes']]);
  });

  test('an edge explains itself', () => {
    const access = withGrants([grant('Role', 'identity', allow('lambda:UpdateFunctionCode'))], {
      computes: [compute('Fn')],
    });
    expect(access.control[0]).toMatchObject({
      identity: 'Role',
      actions: ['lambda:UpdateFunctionCode'],
      explanation: { verdict: 'yes' },
    });
    expect(access.control).toBe(access.control);
  });
});
