import { describe, expect, test } from 'vitest';
import { judgeFolder, rowOf } from '../support/judge-folder.ts';

/** What the product promises to see, on whole apps through the whole engine, without any intent file. */

describe('the talk’s app as one CloudFormation template with inline code', () => {
  const judged = judgeFolder('packages/intended/test/apps/talk');

  test('the unused Scan on the rides table is bulk-read excess, found at its line', async () => {
    const report = await judged;
    const scan = rowOf(report, 'RequestUnicorn').excess.filter((fact) => fact.store === 'RidesTable');
    expect(scan.map((fact) => [fact.data, fact.capability, fact.bulk, fact.certainty, fact.actions])).toEqual([
      ['pii', 'read', true, 'yes', ['dynamodb:Scan']],
      ['rides', 'read', true, 'yes', ['dynamodb:Scan']],
    ]);
    const finding = report.findings.find((one) => one.control === 'reach-excess' && one.resource === 'RequestUnicorn');
    expect([finding?.location.line, finding?.stars, finding?.outcome]).toEqual([136, 4, 'violated']);
  });

  test('DeleteUserPool on * can destroy the directory', async () => {
    const excess = rowOf(await judged, 'WriteConfig').excess.filter((fact) => fact.store === 'UserPool');
    expect(excess.map((fact) => [fact.data, fact.capability, fact.actions])).toEqual([
      ['credentials', 'delete', ['cognito-idp:DeleteUserPool']],
      ['pii', 'delete', ['cognito-idp:DeleteUserPool']],
    ]);
  });

  test('PutObject on the whole site is too wide when the code writes one key', async () => {
    const writes = rowOf(await judged, 'WriteConfig').excess.filter(
      (fact) => fact.store === 'WebsiteBucket' && fact.capability === 'write',
    );
    expect(writes.map((fact) => [fact.data, fact.certainty, fact.scope])).toEqual([
      ['content', 'yes', '`js/config.js`'],
    ]);
  });

  test('tokens and claims leak into the log group, at the line that logs them', async () => {
    const report = await judged;
    expect(rowOf(report, 'RequestUnicornLogGroup').leak.map((fact) => fact.data)).toEqual(['credentials', 'pii']);
    const finding = report.findings.find((one) => one.control === 'reach-leak');
    expect([finding?.resource, finding?.location.file, finding?.location.line]).toEqual([
      'RequestUnicornLogGroup',
      'template.yaml',
      158,
    ]);
  });

  test.each(['Cdn', 'WebsiteBucket'])('%s could reach what the code it serves handles', async (service) => {
    expect(rowOf(await judged, service).potential).toEqual(expect.arrayContaining(['pii', 'credentials', 'content']));
  });

  test('every number traces to a line', async () => {
    const report = await judged;
    for (const row of report.matrix)
      for (const fact of [...row.excess, ...row.leak]) {
        expect(fact.path.length).toBeGreaterThan(0);
        expect(fact.path.at(-1)?.at?.line).toBeGreaterThan(0);
      }
  });
});

describe('an identity pool whose signed-in role has * on *', () => {
  const judged = judgeFolder('packages/intended/test/apps/all-powerful');

  test('every class is within reach, at five stars', async () => {
    const report = await judged;
    const row = rowOf(report, 'IdentityPool');
    const classes = report.data.filter((one) => one.class !== 'infrastructure').map((one) => one.id);
    expect(new Set(row.excess.map((fact) => fact.data))).toEqual(new Set(classes));
    expect([row.stars, row.starsMax]).toEqual([5, 5]);
  });
});

describe('a least-privilege app', () => {
  test('has no excess, no leak and nothing missing', async () => {
    const report = await judgeFolder('packages/intended/test/apps/least-privilege');
    expect(report.findings.filter(({ step }) => step === 3)).toEqual([]);
    expect(report.matrix.flatMap((row) => [...row.excess, ...row.leak, ...row.missing])).toEqual([]);
    expect(report.matrix.every((row) => row.complete)).toBe(true);
  });
});
