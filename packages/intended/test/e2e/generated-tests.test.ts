import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { generate } from '../../src/engine/tests/generate.ts';
import type { Generator } from '../../src/engine/tests/generators.ts';
import { requestFor } from '../support/judge-text.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const GUARD = join(ROOT, 'node_modules/@cdklabs/cdk-validator-cfnguard/bin/ubuntu/x86_64/cfn-guard');
const work = mkdtempSync(join(tmpdir(), 'intended-generated-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const resource = (type: string, properties: object): object => ({ Type: type, Properties: properties });
const TEMPLATE = {
  Resources: {
    Rides: resource('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { Ref: 'Key' } },
    }),
    Key: resource('AWS::KMS::Key', { EnableKeyRotation: true }),
    Files: resource('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
    Stream: resource('AWS::Kinesis::Stream', {
      ShardCount: 1,
      StreamEncryption: { EncryptionType: 'KMS', KeyId: { Ref: 'Key' } },
    }),
    Cache: resource('AWS::ElastiCache::ReplicationGroup', {
      ReplicationGroupDescription: 'sessions',
      AtRestEncryptionEnabled: true,
      TransitEncryptionEnabled: true,
    }),
  },
};

async function made(kind: Generator, template: object, app = './template.json'): Promise<string> {
  const { text } = await generate({
    ...requestFor({ 'template.json': JSON.stringify(template, undefined, 2) }, { today: '2026-11-23' }),
    kind,
    app,
  });
  return text;
}

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(GUARD))(
  'rules for cfn-guard, by its own binary',
  () => {
    const passes = (rules: string, template: object): boolean => {
      writeFileSync(join(work, 'template.json'), JSON.stringify(template));
      writeFileSync(join(work, 'app.guard'), rules);
      const argv = [
        'validate',
        '--rules',
        join(work, 'app.guard'),
        '--data',
        join(work, 'template.json'),
        '--show-summary',
        'none',
      ];
      return spawnSync(GUARD, argv).status === 0;
    };

    test('they pass on the template, and each fails when what it holds is taken away', async () => {
      const rules = await made('guard', TEMPLATE);
      expect(passes(rules, TEMPLATE)).toBe(true);
      const clauses = [...rules.matchAll(/^ {2}Resources\.([\w.[\]*]+) (?:== |exists)/gm)].map(([, path = '']) => path);
      expect(clauses.length).toBeGreaterThan(4);
      for (const path of new Set(clauses)) {
        const [id = '', ...keys] = path.replaceAll('[*]', '.0').split('.');
        expect([path, passes(rules, without(TEMPLATE, ['Resources', id, ...keys]))]).toEqual([path, false]);
      }
    });

    test('a question that the template leaves open gives no rule', async () => {
      const open = structuredClone(TEMPLATE);
      Object.assign(open, { Parameters: { Given: { Type: 'String' } } });
      Object.assign(open.Resources.Rides, {
        Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: { Ref: 'Given' } } },
      });
      expect(await made('guard', TEMPLATE)).toContain('rule ddb_pitr_Rides');
      expect(await made('guard', open)).not.toContain('rule ddb_pitr_Rides');
    });
  },
);

describe('tests for node', () => {
  const run = (text: string, template: object): string => {
    const folder = join(work, 'app');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'template.json'), JSON.stringify(template));
    const loader = JSON.stringify(fileURLToPath(new URL('../../src/cli/judge.ts', import.meta.url)));
    writeFileSync(join(folder, 'intended.test.mjs'), text.replace("'intended/judge'", loader));
    const argv = ['--conditions=@intended/source', '--test', '--test-reporter=tap', join(folder, 'intended.test.mjs')];
    try {
      return execFileSync(join(ROOT, 'node_modules/.bin/node'), argv, {
        cwd: join(ROOT, 'packages/intended'),
        encoding: 'utf8',
      });
    } catch (error) {
      return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    }
  };

  test('they pass on the app, and fail when it is changed', async () => {
    const text = await made('node', TEMPLATE);
    expect(run(text, TEMPLATE)).toMatch(/^# fail 0$/m);
    const worse = run(
      text,
      without(TEMPLATE, ['Resources', 'Rides', 'Properties', 'PointInTimeRecoverySpecification']),
    );
    expect(worse).toMatch(/not ok \d+ - ddb-pitr/);
    expect(worse).toMatch(/^# fail 1$/m);
  });
});

function without(template: object, path: readonly string[]): object {
  const copy = structuredClone(template);
  let at: Record<string, unknown> = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  delete at[path.at(-1) ?? ''];
  return copy;
}
