import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MatrixRow } from '#finding/finding';
import { judgeText } from '../../../test/support/judge-text.ts';

/**
 * The laws of stars (design, potential-data, section 7), on a small app whose policy, values and neighbours vary.
 * Everything goes through the real readers: a law that holds only on made models would prove little.
 */

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: unknown;
}

const TABLE = { 'Fn::GetAtt': ['Orders', 'Arn'] };
const BUCKET = { 'Fn::Sub': '${Photos.Arn}/*' };

const resource = fc.constantFrom<unknown>('*', TABLE, BUCKET, { Ref: 'Unknown' });
const action = fc.constantFrom(
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Scan',
  'dynamodb:*',
  's3:GetObject',
  's3:PutObject',
  's3:*',
  '*',
  'sqs:SendMessage',
);
const statement = (effect: 'Allow' | 'Deny'): fc.Arbitrary<Statement> =>
  fc.record({
    Effect: fc.constant(effect),
    Action: fc.array(action, { minLength: 1, maxLength: 3 }),
    Resource: resource,
  });

function template(
  statements: readonly Statement[],
  more: Readonly<Record<string, unknown>> = {},
  boundary?: readonly Statement[],
): string {
  const policy = (list: readonly Statement[]) => ({ Version: '2012-10-17', Statement: list });
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: policy([]),
      Policies: [{ PolicyName: 'p', PolicyDocument: policy(statements) }],
      ...(boundary === undefined ? {} : { PermissionsBoundary: { Ref: 'Boundary' } }),
    },
  };
  return JSON.stringify({
    Parameters: { Unknown: { Type: 'String' } },
    Resources: {
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { KeySchema: [{ AttributeName: 'email', KeyType: 'HASH' }] },
      },
      Photos: { Type: 'AWS::S3::Bucket', Properties: {} },
      Role: role,
      Work: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Code: { ZipFile: 'exports.handler = async () => 1;' },
        },
      },
      ...(boundary === undefined
        ? {}
        : { Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy(boundary) } } }),
      ...more,
    },
  });
}

function intent(value: number): string {
  return `version: 1\napp: law\ndata:\n  pii: { title: People, value: ${value}, class: personal, fields: [email] }\n  photos: { title: Photos, value: 2, class: business }\nservices:\n  Orders: { holds: [pii] }\n  Photos: { holds: [photos] }\n`;
}

async function rowOf(files: Readonly<Record<string, string>>, service = 'Work'): Promise<MatrixRow> {
  const report = await judgeText(files);
  const row = report.matrix.find((candidate) => candidate.service === service);
  if (row === undefined) throw new Error(`no row ${service}`);
  return row;
}

/** A grant on anything, or on what is not known, concerns whatever else is there. */
function namesItsResource({ Resource }: Statement): boolean {
  return Resource === TABLE || Resource === BUCKET;
}

const RUNS = { numRuns: 40 };

describe('laws of stars', () => {
  test('more grants never lower a star', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(statement('Allow'), { maxLength: 3 }), statement('Allow'), async (some, one) => {
        const before = await rowOf({ 'template.json': template(some), 'intended.yaml': intent(3) });
        const after = await rowOf({ 'template.json': template([...some, one]), 'intended.yaml': intent(3) });
        expect(after.starsMax).toBeGreaterThanOrEqual(before.starsMax);
      }),
      RUNS,
    );
  });

  test('a Deny never raises a star', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement('Allow'), { minLength: 1, maxLength: 3 }),
        statement('Deny'),
        async (some, deny) => {
          const before = await rowOf({ 'template.json': template(some), 'intended.yaml': intent(3) });
          const after = await rowOf({ 'template.json': template([...some, deny]), 'intended.yaml': intent(3) });
          expect(after.starsMax).toBeLessThanOrEqual(before.starsMax);
        },
      ),
      RUNS,
    );
  });

  test('a boundary never raises a star', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement('Allow'), { minLength: 1, maxLength: 3 }),
        fc.array(statement('Allow'), { maxLength: 2 }),
        async (some, boundary) => {
          const before = await rowOf({ 'template.json': template(some), 'intended.yaml': intent(3) });
          const after = await rowOf({ 'template.json': template(some, {}, boundary), 'intended.yaml': intent(3) });
          expect(after.starsMax).toBeLessThanOrEqual(before.starsMax);
        },
      ),
      RUNS,
    );
  });

  test('raising a value never lowers a star', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement('Allow'), { maxLength: 3 }),
        fc.integer({ min: 0, max: 3 }),
        async (some, value) => {
          const before = await rowOf({ 'template.json': template(some), 'intended.yaml': intent(value) });
          const after = await rowOf({ 'template.json': template(some), 'intended.yaml': intent(value + 1) });
          expect(after.starsMax).toBeGreaterThanOrEqual(before.starsMax);
        },
      ),
      RUNS,
    );
  });

  test('a row does not depend on unrelated rows', async () => {
    const stranger = {
      Other: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: { 'Fn::GetAtt': ['OtherRole', 'Arn'] },
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Code: { ZipFile: 'exports.handler = async () => 2;' },
        },
      },
      OtherRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, Policies: [] } },
    };
    await fc.assert(
      fc.asyncProperty(fc.array(statement('Allow').filter(namesItsResource), { maxLength: 3 }), async (some) => {
        const alone = await rowOf({ 'template.json': template(some), 'intended.yaml': intent(3) });
        const beside = await rowOf({ 'template.json': template(some, stranger), 'intended.yaml': intent(3) });
        expect({ ...beside, excess: beside.excess.map(({ path: _, ...fact }) => fact) }).toEqual({
          ...alone,
          excess: alone.excess.map(({ path: _, ...fact }) => fact),
        });
      }),
      RUNS,
    );
  });

  test('only public data within reach is no star', async () => {
    const files = {
      'template.json': template([{ Effect: 'Allow', Action: ['dynamodb:Scan'], Resource: TABLE }]),
      'intended.yaml': intent(0),
    };
    expect((await rowOf(files)).starsMax).toBe(0);
  });

  test('what is perhaps granted is rated no lower than what is not', async () => {
    const nothing = await rowOf({ 'template.json': template([]), 'intended.yaml': intent(3) });
    const perhaps = await rowOf({
      'template.json': template([{ Effect: 'Allow', Action: ['dynamodb:Scan'], Resource: { Ref: 'Unknown' } }]),
      'intended.yaml': intent(3),
    });
    expect(perhaps.starsMax).toBeGreaterThanOrEqual(nothing.starsMax);
    expect(perhaps.excess.map((fact) => [fact.data, fact.capability, fact.store, fact.certainty])).toContainEqual([
      'pii',
      'read',
      'Orders',
      'maybe',
    ]);
  });

  test('every star is explained', async () => {
    const row = await rowOf({
      'template.json': template([{ Effect: 'Allow', Action: ['dynamodb:Scan'], Resource: TABLE }]),
      'intended.yaml': intent(4),
    });
    expect(row.why).toMatch(/^People 4 − 3 \(.+\) \+ 1 \(unused\)$/);
  });
});
